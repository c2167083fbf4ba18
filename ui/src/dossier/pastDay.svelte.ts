import { formatDay, words } from '../words';
import { readDay, today } from './days';

/**
 * A day in the past that should lie ahead, such as a target, is questioned once. The same day given again is meant.
 */
export class PastDay {
  #asked: string | undefined;

  /** The question about a typed day; undefined when there is nothing to ask. */
  question(typed: string): string | undefined {
    const day = readDay(typed);
    if (day === undefined || day >= today() || day === this.#asked) return undefined;
    this.#asked = day;
    return words().parts.dayInput.past(formatDay(day));
  }
}
