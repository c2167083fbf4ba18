import { host, type DossierId, type Refused, type Result } from '../host';

/** How far what is on disk may be behind what is typed, in milliseconds; half a second with the writing itself. */
export const BEHIND = 200;

/** The longest text that is kept as a draft, in UTF-16 units: as the program has it. */
export const LONGEST_DRAFT = 1_000_000;

/** Writes one draft; an empty text throws it away. */
export type KeepDraft = (place: string, text: string) => Promise<Result<null, Refused>>;

/**
 * What is typed and not saved yet, by the place of its field: those of one dossier, or of the office's settings.
 * The texts are on disk at most `BEHIND` ms after they were typed. Writes run one after the other.
 */
export class DraftStore {
  readonly #keep: KeepDraft;
  readonly #texts: Map<string, string>;
  /** What has to be written yet. */
  readonly #unwritten = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** `keep` writes the drafts of what is no dossier and not the settings. */
  constructor(
    dossier: DossierId | null,
    stored: Readonly<Record<string, string>>,
    keep: KeepDraft = (place, text) => host.keepDraft(dossier, place, text),
  ) {
    this.#keep = keep;
    this.#texts = new Map(Object.entries(stored));
  }

  /** The text that was typed last and not saved. */
  read(place: string): string | undefined {
    return this.#texts.get(place);
  }

  /** Takes over drafts that could not be opened before. Returns whether there were any. */
  adopt(stored: Readonly<Record<string, string>>): boolean {
    const found = Object.entries(stored).filter(([place]) => !this.#texts.has(place));
    for (const [place, text] of found) this.#texts.set(place, text);
    return found.length > 0;
  }

  /** Keeps a text as typed: on disk within `BEHIND` ms. */
  type(place: string, text: string): void {
    if (text === '') {
      this.drop(place);
      return;
    }
    this.#texts.set(place, text);
    this.#unwritten.set(place, text.length > LONGEST_DRAFT ? text.slice(0, LONGEST_DRAFT) : text);
    this.#timer ??= setTimeout(() => void this.flush(), BEHIND);
  }

  /** Throws a draft away: what was typed is saved, or not wanted any more. */
  drop(place: string): void {
    if (!this.#texts.delete(place)) return;
    this.#unwritten.set(place, '');
    this.#timer ??= setTimeout(() => void this.flush(), BEHIND);
  }

  /** Writes what is not on disk yet. Returns whether that succeeded. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const turn = this.#last.then(() => this.#write());
    this.#last = turn;
    return turn;
  }

  async #write(): Promise<boolean> {
    let kept = true;
    for (const [place, text] of [...this.#unwritten]) {
      this.#unwritten.delete(place);
      const answer = await this.#keep(place, text);
      if (answer.status === 'ok') continue;
      kept = false;
      // Tried again at the next key or leaving, unless something newer was typed.
      if (!this.#unwritten.has(place)) this.#unwritten.set(place, text);
    }
    return kept;
  }
}
