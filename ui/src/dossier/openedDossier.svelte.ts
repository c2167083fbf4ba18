import { SvelteMap } from 'svelte/reactivity';
import {
  host,
  type Answer,
  type DossierChange,
  type DossierId,
  type DossierState,
  type Handbook,
  type Item,
  type ItemId,
  type ItemState,
  type OpenDossier,
  type Refused,
  type Result,
  type Step,
  type StepId,
  type StepState,
} from '../host';
import { DraftStore } from '../saving/draftStore';
import type { PendingEdit } from '../saving/pendingEdits';
import { isReadOnly } from '../shell/program.svelte';

/**
 * An open dossier: its handbook and state. All commands go through here, one after the other, and each
 * returns the new state; nothing is read twice.
 */
export class OpenedDossier {
  readonly id: DossierId;
  #opened: OpenDossier;
  /** When something was last saved while the dossier was open, UTC. */
  savedAt = $state<string>();
  /** Input in progress. Nothing on screen depends on it. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read only when it is settled
  readonly edits = new Set<PendingEdit>();
  /** The keys of the rows on screen, by item, in the order in which they are saved: an error belongs to a row. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read only when an error is placed
  readonly rowKeys = new Map<string, readonly number[]>();
  /** How often drafts were taken over that could not be opened before: what shows them begins anew. */
  adopted = $state(0);
  /** What is typed and not saved yet, on disk. */
  readonly drafts: DraftStore;
  /** Items whose last change was not saved, with the reason. */
  readonly unsaved = new SvelteMap<ItemId, Refused>();
  /** Commands run one at a time, so that an older state never replaces a newer one. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(id: DossierId, opened: OpenDossier) {
    this.id = id;
    this.#opened = $state.raw(opened);
    this.drafts = new DraftStore(id, opened.drafts);
  }

  /** Whether some drafts could not be opened when it was. */
  get draftsSealed(): boolean {
    return this.#opened.drafts_sealed;
  }

  /** The handbook, in the version that the dossier follows. */
  get handbook(): Handbook {
    return this.#opened.handbook;
  }

  /** The current state. */
  get state(): DossierState {
    return this.#opened.state;
  }

  /** Whether it is read-only: it is signed off, or nothing can be saved at all. */
  get locked(): boolean {
    return this.state.signed_off !== null || isReadOnly();
  }

  /** The name of the employer; none for the office's own dossiers. */
  get employer(): string | undefined {
    return this.state.employer?.company_name;
  }

  step(id: StepId): Step | undefined {
    return this.handbook.steps.find((step) => step.id === id);
  }

  stepState(id: StepId): StepState | undefined {
    return this.state.steps.find((state) => state.step === id);
  }

  item(id: ItemId): ItemState | undefined {
    return this.state.items[id];
  }

  /** The item with this id, and its step. */
  find(id: ItemId): { step: Step; item: Item } | undefined {
    for (const step of this.handbook.steps) {
      const item = step.items?.find((found) => found.id === id);
      if (item) return { step, item };
    }
    return undefined;
  }

  /** Runs a command after those in progress. */
  async enqueue<Data>(
    command: () => Promise<Result<Data, Refused>>,
  ): Promise<Result<Data, Refused>> {
    const turn = this.#last.then(command);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Changes the dossier and takes over its new state. Returns the refusal, if any. */
  change(change: DossierChange): Promise<Refused | undefined> {
    return this.run(() => host.changeDossier(this.id, change));
  }

  /** Runs a command of its own that changes the dossier, and takes over its new state. Returns the refusal, if any. */
  async run(command: () => Promise<Result<DossierState, Refused>>): Promise<Refused | undefined> {
    const answer = await this.enqueue(command);
    if (answer.status === 'error') return answer.error;
    this.#applyState(answer.data);
    return undefined;
  }

  /**
   * Changes the dossier with a slow command that calls Loket: outside the queue, so that input is saved at
   * once meanwhile. Returns the refusal, if any.
   */
  async changeUnqueued(
    command: () => Promise<Result<DossierState, Refused>>,
  ): Promise<Refused | undefined> {
    const answer = await command();
    if (answer.status === 'error') return answer.error;
    this.#applyState(answer.data);
    return undefined;
  }

  /** The history only grows, so a state with fewer events is an older one. */
  #applyState(state: DossierState): void {
    if (state.history_count < this.state.history_count) return;
    this.#opened = { ...this.#opened, state };
    this.savedAt = state.summary.changed;
  }

  /** Answers an item. A failed save is remembered with its reason until it succeeds. */
  async answer(item: ItemId, answer: Answer | null): Promise<boolean> {
    const refusal = await this.change({ kind: 'answerItem', item, answer });
    if (refusal) this.unsaved.set(item, refusal);
    else this.unsaved.delete(item);
    return refusal === undefined;
  }

  /** Saves all input in progress. Returns whether everything is saved. */
  async saveEdits(): Promise<boolean> {
    const kept = await Promise.all([...this.edits].map((edit) => edit.flush()));
    await this.#last;
    await this.drafts.flush();
    return kept.every(Boolean);
  }

  /** Reloads it, after something outside it changed: the keychain, its handbook. */
  async reload(): Promise<Refused | undefined> {
    const answer = await this.enqueue(() => host.openDossier(this.id));
    if (answer.status === 'error') return answer.error;
    this.#opened = answer.data;
    if (this.drafts.adopt(answer.data.drafts)) this.adopted += 1;
    return undefined;
  }

  /** Moves it to the newest version of its handbook. */
  async moveToNewest(): Promise<Refused | undefined> {
    const answer = await this.enqueue(() => host.moveToNewest(this.id));
    if (answer.status === 'error') return answer.error;
    this.#opened = answer.data;
    this.savedAt = answer.data.state.summary.changed;
    return undefined;
  }
}
