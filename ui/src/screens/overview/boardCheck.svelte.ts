import { host, type Checked, type CheckSelection, type DossierId, type Refused } from '../../host';
import { run } from '../../run/run.svelte';

/** The check of all dossiers, or of those that are chosen, in Loket: it continues, and keeps its result, while other screens are shown. */
class BoardCheck {
  /** The result of the last run, until it is dismissed. */
  result = $state.raw<Checked>();
  /** Why the last run failed. */
  refused = $state.raw<Refused>();
  /** When an interrupted run started, UTC; undefined when there is none to resume. */
  unfinished = $state<string>();
  /** How many runs ended: the board has to be reloaded after each. */
  ended = $state(0);
  /** Whether this run is in progress, and not another one. */
  busy = $state(false);

  /** Checks whether a run was interrupted. */
  async look(): Promise<void> {
    const answer = await host.connection();
    if (answer.status === 'ok') this.unfinished = answer.data.unfinished_since ?? undefined;
  }

  /**
   * Checks every dossier; with `resume` only those that an interrupted run did not reach. A list of ids: only those
   * dossiers.
   */
  async start(which: boolean | readonly DossierId[]): Promise<void> {
    if (run.busy) return;
    this.result = this.refused = undefined;
    this.busy = true;
    const selection: CheckSelection =
      typeof which === 'boolean'
        ? { kind: 'board', resume: which }
        : { kind: 'dossiers', dossiers: [...which] };
    const answer = await run.start((channel) => host.checkSelection(selection, channel));
    this.busy = false;
    if (answer.status === 'ok') this.result = answer.data;
    else this.refused = answer.error;
    await this.look();
    this.ended += 1;
  }

  /** Dismisses the result. */
  putAway(): void {
    this.result = this.refused = undefined;
  }
}

export const boardCheck = new BoardCheck();
