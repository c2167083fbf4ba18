/**
 * Takes the focus to an element on this page, in view with its label. Used by links whose address
 * names the element: the address bar holds the route, so such a link must not change it.
 */
export function focusTarget(event: Event, id: string): void {
  event.preventDefault();
  const target = document.getElementById(id);
  if (!target) return;
  if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) target.tabIndex = -1;
  visibleContext(target).scrollIntoView({ block: 'nearest' });
  target.focus({ preventScroll: true });
}

/** What has to be seen together with a field: the question of a group, else the label. */
function visibleContext(target: HTMLElement): Element {
  const isChoice = target.matches('input[type="radio"], input[type="checkbox"]');
  const legend = isChoice ? target.closest('fieldset')?.querySelector('legend') : undefined;
  return legend ?? document.querySelector(`label[for="${CSS.escape(target.id)}"]`) ?? target;
}
