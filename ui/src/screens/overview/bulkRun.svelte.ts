import {
  host,
  type BoardRow,
  type DossierChange,
  type DossierId,
  type EventId,
  type Refused,
} from '../../host';
import { describeRefusal, words } from '../../words';

/** What became of one dossier. */
export type BulkOutcome =
  | { kind: 'done'; undo: EventId | undefined }
  | { kind: 'undone' }
  | { kind: 'refused'; why: string };

/** A dossier with what became of it. */
export interface BulkResult {
  id: DossierId;
  outcome: BulkOutcome;
}

/** What is to be done in a dossier, or why nothing is. */
export type BulkChange = (row: BoardRow) => DossierChange | { why: string };

/** Why something was refused, in one line. */
export function reasonOf(refused: Refused): string {
  const { title, todo } = describeRefusal(refused);
  return `${title}. ${todo}`;
}

/**
 * The same change in several dossiers, one after the other: each is saved by itself, and one that is refused does not
 * stop the others. It goes on, and keeps its results, while other screens are shown.
 */
class BulkRun {
  /** What is done, in a few words. */
  what = $state('');
  results = $state.raw<readonly BulkResult[]>([]);
  /** How many are done, and of how many; undefined while nothing runs. */
  progress = $state.raw<{ done: number; of: number }>();
  stopping = $state(false);
  /** How often dossiers were changed: the board has to be loaded again after each. */
  changed = $state(0);

  get busy(): boolean {
    return this.progress !== undefined;
  }

  /** Does it in each of these dossiers. `why` words a refusal where the screen knows more than its code. */
  async start(
    what: string,
    rows: readonly BoardRow[],
    change: BulkChange,
    why: (refused: Refused) => string = reasonOf,
  ): Promise<void> {
    if (this.busy) return;
    [this.what, this.results, this.stopping] = [what, [], false];
    const isStopped = () => this.stopping;
    for (const [done, row] of rows.entries()) {
      this.progress = { done, of: rows.length };
      const outcome = isStopped() ? stopped() : await outcomeOf(row, change(row), why);
      this.results = [...this.results, { id: row.summary.dossier, outcome }];
    }
    this.progress = undefined;
    this.changed += 1;
  }

  /** Stops after the dossier that is being changed. */
  stop(): void {
    this.stopping = true;
  }

  /** Undoes it in one dossier. */
  async undo({ id, outcome }: BulkResult): Promise<void> {
    if (outcome.kind !== 'done' || outcome.undo === undefined) return;
    const answer = await host.changeDossier(id, { kind: 'undo', event: outcome.undo });
    const became: BulkOutcome =
      answer.status === 'ok'
        ? { kind: 'undone' }
        : { kind: 'refused', why: reasonOf(answer.error) };
    this.results = this.results.map((one) => (one.id === id ? { id, outcome: became } : one));
    this.changed += 1;
  }

  /** Dismisses the results. */
  putAway(): void {
    if (!this.busy) this.results = [];
  }
}

const stopped = (): BulkOutcome => ({ kind: 'refused', why: words().bulk.result.stopped });

async function outcomeOf(
  { summary: { dossier } }: BoardRow,
  change: DossierChange | { why: string },
  why: (refused: Refused) => string,
): Promise<BulkOutcome> {
  if ('why' in change) return { kind: 'refused', why: change.why };
  const answer = await host.changeDossier(dossier, change);
  if (answer.status === 'error') return { kind: 'refused', why: why(answer.error) };
  return { kind: 'done', undo: answer.data.undoable?.id };
}

export const bulkRun = new BulkRun();
