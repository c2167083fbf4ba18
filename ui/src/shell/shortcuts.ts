import { onMac, withCommand } from '../parts/keys';

/** Whether an element edits text, so that cursor keys belong to it. */
function edits(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}

/**
 * The shortcuts on every page: Alt Left goes back, Ctrl P (Command P) prints. In a text field on a Mac,
 * Option Left keeps moving by word.
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
