import { announce } from './announcer.svelte';

/** A short word after an act, with the way to undo it. */
export interface Toast {
  text: string;
  onUndo?: () => void;
}

let current = $state<Toast>();

/** Shows one toast, in place of the one before; the screen reader is told as well. */
export function showToast(toast: Toast): void {
  current = toast;
  announce(toast.text);
}

/** Takes the toast away. It goes by itself only when the reader goes to another page. */
export function closeToast(): void {
  current = undefined;
}

/** The toast that is shown. */
export function toast(): Toast | undefined {
  return current;
}
