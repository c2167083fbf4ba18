import { announce } from './announcer.svelte';

/** A short message after an action, optionally with undo. */
export interface Toast {
  text: string;
  onUndo?: () => void;
}

let current = $state<Toast>();

/** Shows a toast, replacing the current one, and announces it to the screen reader. */
export function showToast(toast: Toast): void {
  current = toast;
  announce(toast.text);
}

/** Closes the toast. It closes by itself only on navigation. */
export function closeToast(): void {
  current = undefined;
}

/** The toast that is shown. */
export function toast(): Toast | undefined {
  return current;
}
