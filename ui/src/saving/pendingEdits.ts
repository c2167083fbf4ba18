/** Input that may not be saved yet. `flush` saves it and returns whether that succeeded. */
export interface PendingEdit {
  flush: () => Promise<boolean>;
}

/** Everything on the page that is being edited. Nothing on screen depends on it. */
const pending = new Set<PendingEdit>();

/** Registers an edit; returns a function that takes it away. */
export function registerEdit(edit: PendingEdit): () => void {
  pending.add(edit);
  return () => pending.delete(edit);
}

/** Saves all input on the page. Returns whether everything is saved. */
export async function flushEdits(): Promise<boolean> {
  const kept = await Promise.all([...pending].map((edit) => edit.flush()));
  return kept.every(Boolean);
}

/**
 * Saves all input whenever the user leaves the page: another window, another desktop, a closed lid. Returns a
 * function that stops it. The window that closes asks by itself, see `onWindowCloses`.
 */
export function flushWhenLeft(): () => void {
  const flush = () => void flushEdits();
  const hidden = () => {
    if (document.visibilityState === 'hidden') flush();
  };
  window.addEventListener('blur', flush);
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    window.removeEventListener('blur', flush);
    window.removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', hidden);
  };
}
