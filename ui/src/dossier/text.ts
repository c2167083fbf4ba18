import type { Personal, Text } from '../host';
import { language, words } from '../words';

/** A handbook text in the current language. Call it where it stays reactive. */
export function inLanguage(text: Text): string {
  return text[language()];
}

/** The text of a value; undefined while it is sealed. */
export function clearOf(value: Personal): string | undefined {
  return value.clear;
}

/** The words of a value; the word for sealed while it is that. */
export function wordsOf(value: Personal): string {
  return clearOf(value) ?? words().record.marks.sealed;
}

/** A text as a sentence: with one full stop, also when it ends in an abbreviation. */
export function sentence(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`;
}
