/** What is announced to the screen reader. One live region for the whole program. */
let said = $state({ text: '', turn: 0 });

/** Announces `text` to the screen reader, politely. The same text twice is announced twice. */
export function announce(text: string): void {
  said = { text, turn: said.turn + 1 };
}

/** The last announcement, and how many there have been. */
export function announced(): { text: string; turn: number } {
  return said;
}
