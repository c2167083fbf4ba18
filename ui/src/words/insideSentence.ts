/** A name inside a sentence: `Loonheffingennummer` reads `loonheffingennummer`, `BSN` stays. */
export function insideSentence(term: string): string {
  return /^\S+\p{Lu}|\s\p{Lu}/u.test(term) ? term : term.charAt(0).toLowerCase() + term.slice(1);
}
