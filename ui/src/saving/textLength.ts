import { words } from '../words';

/** The most characters that are saved of a text, as the program has it. */
export const LONGEST_TEXT = 10_000;

/** From how many characters on the bound is named while typing. */
const NEAR = 9_000;

/** How many characters a text is too long; 0 when it fits. Counted as the program counts: by character. */
export function tooLong(text: string): number {
  if (text.length <= LONGEST_TEXT) return 0;
  return Math.max(0, characters(text) - LONGEST_TEXT);
}

/** How many characters are left, once there are few: negative when it is too long. */
export function charactersLeft(text: string): number | undefined {
  return text.length < NEAR ? undefined : LONGEST_TEXT - characters(text);
}

function characters(text: string): number {
  // Counting by character takes memory: far too long is far too long in any unit.
  return text.length > 10 * LONGEST_TEXT ? text.length : Array.from(text).length;
}

/** What is wrong with a text that has to be written: nothing in it, or too much. `empty` says the first. */
export function textProblem(text: string, empty: string): string | undefined {
  if (text.trim() === '') return empty;
  const over = tooLong(text);
  return over > 0 ? words().parts.length.over(over) : undefined;
}
