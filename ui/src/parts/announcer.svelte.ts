/** What the screen reader is told next to what is on screen. One region for the whole program. */
let said = $state({ text: '', turn: 0 });

/** Tells the screen reader `text`, politely. The same text twice is told twice. */
export function announce(text: string): void {
  said = { text, turn: said.turn + 1 };
}

/** What was announced last, and how many announcements there have been. */
export function announced(): { text: string; turn: number } {
  return said;
}
