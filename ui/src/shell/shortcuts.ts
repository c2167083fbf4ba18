import { host, type TextSizeChange } from '../host';
import { onMac, withCommand } from '../parts/keys';

/** Whether an element edits text, so that cursor keys belong to it. */
function edits(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}

const textSizes: Record<string, TextSizeChange> = {
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  '0': 'usual',
};

/** The key with Control, or Command on a Mac, as it changes the size of text. A plus may need Shift. */
function textSizeChange(event: KeyboardEvent): TextSizeChange | undefined {
  const wanted = onMac() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return wanted && !event.altKey ? textSizes[event.key] : undefined;
}

/** Whether the web view would load the page anew, and lose what is filled in and not saved yet. */
function reloads(event: KeyboardEvent): boolean {
  return (
    event.key === 'F5' || (event.key.toLowerCase() === 'r' && (event.ctrlKey || event.metaKey))
  );
}

/**
 * The shortcuts on every page: Alt Left goes back, Ctrl P (Command P) prints, Ctrl + and - change the size of
 * text. In a text field on a Mac, Option Left keeps moving by word. The keys that reload do nothing.
 */
export function onProgramKey(event: KeyboardEvent): void {
  const alone = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (event.key === 'ArrowLeft' && alone && !(onMac() && edits(event.target))) {
    event.preventDefault();
    history.back();
  } else if (event.key.toLowerCase() === 'p' && withCommand(event)) {
    event.preventDefault();
    window.print();
  } else if (reloads(event)) {
    event.preventDefault();
  } else {
    const change = textSizeChange(event);
    if (!change) return;
    event.preventDefault();
    void host.changeTextSize(change);
  }
}
