import { untrack } from 'svelte';
import type { PendingEdit, OpenedDossier } from './openedDossier.svelte';
import { afterPointerUp } from './afterPointerUp';

/** How long typing pauses before it is kept, in milliseconds: closing the program then loses nothing. */
const PAUSE = 2000;

interface DraftOf<Value> {
  /** What is kept now, as it stands in the control. */
  known: () => Value;
  /** Keeps a value; answers whether that went well. */
  save: (value: Value) => Promise<boolean>;
}

/**
 * What stands in a control while it is edited. It is kept when the reader leaves the control or pauses;
 * when that fails it stays as it is. What changes elsewhere comes in only while nobody edits it.
 * Make it while a component is made.
 */
export class Draft<Value> implements PendingEdit {
  #value: Value = $state.raw() as Value;
  /** The value that is kept or on its way, as JSON; undefined after a failure. */
  #submitted: string | undefined;
  #focused = false;
  #destroyed = false;
  /** How many saves are under way: until they are through, what is known lags behind what stands here. */
  #saving = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #of: DraftOf<Value>;

  private constructor(of: DraftOf<Value>) {
    this.#of = of;
    this.#value = untrack(of.known);
    this.#submitted = JSON.stringify(this.#value);
  }

  /** A draft that is one of those of its dossier for as long as the component is there. */
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

  /** The reader is in the control. */
  focus(): void {
    this.#focused = true;
  }

  /** The reader left the control. */
  leave(): void {
    this.#focused = false;
    afterPointerUp(() => {
      if (this.#focused || this.#destroyed) return;
      if (this.#edited()) void this.flush();
      else this.#adoptKnown(this.#of.known());
    });
  }

  /** The reader types: kept after a pause. */
  type(value: Value): void {
    this.#value = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  /** The reader chose: kept at once. */
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
