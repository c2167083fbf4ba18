import { nl, type Words } from './nl';

/** The languages of the program. Dutch comes first and is what a new office gets. */
export type Language = 'nl' | 'en';

/** The words that are here; those of another language are fetched when it is chosen. */
const all: { nl: Words; en?: Words } = { nl };

let current = $state<Language>('nl');
let chosen: Language = 'nl';

/** The words of the chosen language. Read it inside a component or a `$derived`, so that it stays live. */
export function words(): Words {
  return all[current] ?? nl;
}

/** The chosen language. */
export function language(): Language {
  return current;
}

/** Fetches the words of a language, unless they are here. */
export async function fetchWords(language: Language): Promise<void> {
  if (language === 'en') all.en ??= (await import('./en')).en;
}

/** Switches every text on screen at once, and tells the screen reader through <html lang>. Its words are here. */
export function setLanguage(next: Language): void {
  chosen = current = next;
  document.documentElement.lang = next;
}

/** Switches to a language once its words are here; without them the one before stays. */
export async function switchLanguage(next: Language): Promise<void> {
  chosen = next;
  try {
    if (!all[next]) await fetchWords(next);
  } catch {
    return;
  }
  if (chosen === next) setLanguage(next);
}
