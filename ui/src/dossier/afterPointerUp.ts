let pressed = false;

if (typeof window !== 'undefined') {
  const set = (now: boolean) => () => (pressed = now);
  window.addEventListener('pointerdown', set(true), true);
  window.addEventListener('pointerup', set(false), true);
  window.addEventListener('pointercancel', set(false), true);
}

/**
 * Runs `act` at once, or after the click while the pointer is down. When the page moves between press and
 * release, the browser loses the click.
 */
export function afterPointerUp(act: () => void): void {
  if (!pressed) {
    act();
    return;
  }
  const after = () => {
    window.removeEventListener('pointerup', after, true);
    window.removeEventListener('pointercancel', after, true);
    // The click event comes after pointerup.
    setTimeout(act);
  };
  window.addEventListener('pointerup', after, true);
  window.addEventListener('pointercancel', after, true);
}
