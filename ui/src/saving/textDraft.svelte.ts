import type { DraftStore } from './draftStore';
import { registerEdit } from './pendingEdits';

/**
 * A text that is saved by a button: a note, a reason. While it is typed it is kept as a draft, which is there
 * again when the user returns, until it is saved or thrown away on purpose.
 * Create it while a component is initialised.
 */
export class TextDraft {
  #text = $state('');
  readonly #store: DraftStore;
  readonly #place: string;

  constructor(store: DraftStore, place: string) {
    this.#store = store;
    this.#place = place;
    this.#text = store.read(place) ?? '';
    $effect(() => {
      const done = registerEdit({ flush: () => store.flush() });
      return () => {
        done();
        void store.flush();
      };
    });
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#store.type(this.#place, text);
  }

  /** It is saved, or not wanted any more. */
  clear(): void {
    this.#text = '';
    this.#store.drop(this.#place);
    void this.#store.flush();
  }
}
