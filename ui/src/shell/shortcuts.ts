import { onMac, withCommand } from '../parts/keys';

/** Whether keys in this element edit text, so that moving the cursor is theirs. */
function edits(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}

/**
 * The keys that work on every page: Alt Left goes back, Ctrl P (Command P) prints. In a text on a
 * Mac, Option Left moves by a word and stays that.
 */
export function onProgramKey(event: KeyboardEvent): void {
  const alone = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (event.key === 'ArrowLeft' && alone && !(onMac() && edits(event.target))) {
    event.preventDefault();
    history.back();
  } else if (event.key.toLowerCase() === 'p' && withCommand(event)) {
    event.preventDefault();
    window.print();
  }
}
