/** A term inside a sentence: `Loonheffingennummer` becomes `loonheffingennummer`, `BSN` stays. */
export function insideSentence(term: string): string {
  return /^\S+\p{Lu}|\s\p{Lu}/u.test(term) ? term : term.charAt(0).toLowerCase() + term.slice(1);
}
