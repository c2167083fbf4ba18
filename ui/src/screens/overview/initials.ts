/** The most letters that are taken as initials. */
const MOST = 6;

/** The initials of a name: the first letter of each word, `NV` for Noor Vermeer and `JVDB` for Jan van den Berg. */
export function initialsOf(name: string): string {
  const first = name
    .split(/[\s-]+/)
    .map((word) => /\p{L}/u.exec(word)?.[0] ?? '')
    .filter((letter) => letter !== '');
  return first.slice(0, MOST).join('').toUpperCase();
}
