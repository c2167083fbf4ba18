import { en } from './en';
import { nl, type Words } from './nl';

/** The languages of the program. Dutch comes first and is what a new office gets. */
export type Language = 'nl' | 'en';

const all: Record<Language, Words> = { nl, en };

let current = $state<Language>('nl');

/** The words of the chosen language. Read it inside a component or a `$derived`, so that it stays live. */
export function words(): Words {
  return all[current];
}

/** The chosen language. */
export function language(): Language {
  return current;
}

/** Switches every text on screen at once, and tells the screen reader through <html lang>. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
}
