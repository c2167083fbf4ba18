import { untrack } from 'svelte';
import type { DraftStore } from '../saving/draftStore';
import type { PendingEdit } from '../saving/pendingEdits';
import type { OpenedDossier } from './openedDossier.svelte';
import { afterPointerUp } from './afterPointerUp';

/**
 * How long typing has to pause before it is answered, in milliseconds: an answer stays in the history, half a
 * word does not belong there. Meanwhile it is kept as a draft.
 */
const PAUSE = 2000;

/** What is kept while typing: the value, and the saved one that it was typed over, as JSON. */
interface KeptEdit<Value> {
  typed: Value;
  over: string;
}

/** The place of the draft of an answer. */
export const answerDraft = (item: string) => `answer/${item}`;

interface DraftOf<Value> {
  /** The saved value, as shown in the control. */
  known: () => Value;
  /** Saves a value; returns whether that succeeded. */
  save: (value: Value) => Promise<boolean>;
  /** The place of its draft among those of the dossier, where it is typed. */
  place?: string;
}

/**
 * The value of a control while it is edited. It is saved when the control loses focus or typing pauses;
 * when saving fails it stays as typed. A change from elsewhere is adopted only while nobody edits it.
 * Create it while a component is initialised.
 */
export class Draft<Value> implements PendingEdit {
  #value: Value = $state.raw() as Value;
  /** The value that is saved or being saved, as JSON; undefined after a failure. */
  #submitted: string | undefined;
  #focused = false;
  #destroyed = false;
  /** How many saves are in progress: until they end, the known value lags behind. */
  #saving = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #of: DraftOf<Value>;
  readonly #drafts: DraftStore;

  private constructor(of: DraftOf<Value>, drafts: DraftStore) {
    this.#of = of;
    this.#drafts = drafts;
    this.#value = untrack(of.known);
    this.#submitted = JSON.stringify(this.#value);
  }

  /** Creates a draft that is registered with its dossier for the lifetime of the component. */
  static of<Value>(dossier: OpenedDossier, of: DraftOf<Value>): Draft<Value> {
    const draft = new Draft(of, dossier.drafts);
    if (!dossier.locked) untrack(() => draft.#restore());
    $effect(() => {
      const known = of.known();
      untrack(() => draft.#adoptKnown(known));
    });
    $effect(() => {
      const { edits } = dossier;
      edits.add(draft);
      // What was typed before the program ended is saved now.
      untrack(() => void draft.flush());
      return () => {
        edits.delete(draft);
        draft.#destroyed = true;
        void draft.flush();
      };
    });
    return draft;
  }

  get value(): Value {
    return this.#value;
  }

  /** The control has the focus. */
  focus(): void {
    this.#focused = true;
  }

  /** The control lost the focus. */
  leave(): void {
    this.#focused = false;
    afterPointerUp(() => {
      if (this.#focused || this.#destroyed) return;
      if (this.#edited()) void this.flush();
      else this.#adoptKnown(this.#of.known());
    });
  }

  /** The user types: kept at once, saved after a pause. */
  type(value: Value): void {
    this.#value = value;
    this.#keep();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** The user chose: saved at once. */
  choose(value: Value): Promise<boolean> {
    this.#value = value;
    return this.flush();
  }

  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    const submitted = JSON.stringify(this.#value);
    if (submitted === this.#submitted) {
      if (this.#saving === 0) this.#dropKept();
      return true;
    }
    this.#submitted = submitted;
    this.#saving += 1;
    const kept = await this.#of.save(this.#value);
    this.#saving -= 1;
    if (kept && this.#edited()) this.#keep();
    else if (kept) this.#dropKept();
    if (kept && !this.#destroyed) this.#adoptKnown(this.#of.known());
    else if (!kept && this.#submitted === submitted) this.#submitted = undefined;
    return kept;
  }

  #keep(): void {
    const { place, known } = this.#of;
    if (place === undefined) return;
    const edit: KeptEdit<Value> = { typed: this.#value, over: JSON.stringify(known()) };
    this.#drafts.type(place, JSON.stringify(edit));
  }

  #dropKept(): void {
    if (this.#of.place !== undefined) this.#drafts.drop(this.#of.place);
  }

  /** Goes on with what was typed and not saved, unless something else was saved since. */
  #restore(): void {
    const { place, known } = this.#of;
    const kept = place === undefined ? undefined : this.#drafts.read(place);
    if (kept === undefined) return;
    const { typed, over } = JSON.parse(kept) as KeptEdit<Value>;
    if (over === JSON.stringify(known())) this.#value = typed;
    else this.#dropKept();
  }

  #edited(): boolean {
    return JSON.stringify(this.#value) !== this.#submitted;
  }

  #adoptKnown(known: Value): void {
    if (!this.#edited() && !this.#focused && this.#saving === 0) this.#replace(known);
  }

  #replace(known: Value): void {
    this.#value = known;
    this.#submitted = JSON.stringify(known);
  }
}
