import { untrack } from 'svelte';
import type { PendingEdit, OpenedDossier } from './openedDossier.svelte';
import { afterPointerUp } from './afterPointerUp';

/** How long typing has to pause before it is saved, in milliseconds: closing the program then loses nothing. */
const PAUSE = 2000;

interface DraftOf<Value> {
  /** The saved value, as shown in the control. */
  known: () => Value;
  /** Saves a value; returns whether that succeeded. */
  save: (value: Value) => Promise<boolean>;
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

  private constructor(of: DraftOf<Value>) {
    this.#of = of;
    this.#value = untrack(of.known);
    this.#submitted = JSON.stringify(this.#value);
  }

  /** Creates a draft that is registered with its dossier for the lifetime of the component. */
  static of<Value>(dossier: OpenedDossier, of: DraftOf<Value>): Draft<Value> {
    const draft = new Draft(of);
    $effect(() => {
      const known = of.known();
      untrack(() => draft.#adoptKnown(known));
    });
    $effect(() => {
      const { drafts } = dossier;
      drafts.add(draft);
      return () => {
        drafts.delete(draft);
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

  /** The user types: saved after a pause. */
  type(value: Value): void {
    this.#value = value;
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
    if (submitted === this.#submitted) return true;
    this.#submitted = submitted;
    this.#saving += 1;
    const kept = await this.#of.save(this.#value);
    this.#saving -= 1;
    if (kept && !this.#destroyed) this.#adoptKnown(this.#of.known());
    else if (!kept && this.#submitted === submitted) this.#submitted = undefined;
    return kept;
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
