import { nl, type Words } from './nl';

/** The languages of the program. Dutch comes first and is what a new office gets. */
export type Language = 'nl' | 'en';

/** The loaded texts; those of another language are loaded when it is chosen. */
const all: { nl: Words; en?: Words } = { nl };

let current = $state<Language>('nl');
let chosen: Language = 'nl';

/** The texts of the chosen language. Read it inside a component or a `$derived`, so that it stays reactive. */
export function words(): Words {
  return all[current] ?? nl;
}

/** The chosen language. */
export function language(): Language {
  return current;
}

/** Loads the texts of a language, unless they are loaded. */
export async function fetchWords(language: Language): Promise<void> {
  if (language === 'en') all.en ??= (await import('./en')).en;
}

/**
 * Switches every text on screen at once, and sets <html lang> for the screen reader. Its texts must be
 * loaded.
 */
export function setLanguage(next: Language): void {
  chosen = current = next;
  document.documentElement.lang = next;
}

/** Switches to a language once its texts are loaded; when loading fails, the current one stays. */
export async function switchLanguage(next: Language): Promise<void> {
  chosen = next;
  try {
    if (!all[next]) await fetchWords(next);
  } catch {
    return;
  }
  if (chosen === next) setLanguage(next);
}
