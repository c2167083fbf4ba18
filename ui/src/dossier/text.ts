import type { Personal, Text } from '../host';
import { language } from '../words';

/** A text of a handbook in the language of the screens. Read it where it stays live. */
export function inLanguage(text: Text): string {
  return text[language()];
}

/** The words of a value; undefined while it is sealed. */
export function clearOf(value: Personal): string | undefined {
  return value.clear;
}

/** A text as a whole sentence: with one full stop, also when it ends in an abbreviation. */
export function sentence(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`;
}
