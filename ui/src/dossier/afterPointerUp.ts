let pressed = false;

if (typeof window !== 'undefined') {
  const set = (now: boolean) => () => (pressed = now);
  window.addEventListener('pointerdown', set(true), true);
  window.addEventListener('pointerup', set(false), true);
  window.addEventListener('pointercancel', set(false), true);
}

/**
 * Does something at once, or after the click when the mouse is being pressed. What moves the page between
 * the press and the release makes the browser lose the click.
 */
export function afterPointerUp(act: () => void): void {
  if (!pressed) {
    act();
    return;
  }
  const after = () => {
    window.removeEventListener('pointerup', after, true);
    window.removeEventListener('pointercancel', after, true);
    // The click itself comes after the release.
    setTimeout(act);
  };
  window.addEventListener('pointerup', after, true);
  window.addEventListener('pointercancel', after, true);
}
