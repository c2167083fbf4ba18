/**
 * Moves the focus to an element on this page and scrolls it into view with its label. For in-page links:
 * the address holds the route, so such a link must not change it.
 */
export function focusTarget(event: Event, id: string): void {
  event.preventDefault();
  const found = document.getElementById(id);
  const target = found && controlIn(found);
  if (!target) return;
  if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) target.tabIndex = -1;
  visibleContext(target).scrollIntoView({ block: 'nearest' });
  target.focus({ preventScroll: true });
}

/** The control in a cell of a table; otherwise the element itself. */
function controlIn(found: HTMLElement): HTMLElement {
  if (!found.matches('td, .cell')) return found;
  return found.querySelector<HTMLElement>('input, select, textarea') ?? found;
}

/** What has to be visible together with a field: the legend of a group, otherwise the label. */
function visibleContext(target: HTMLElement): Element {
  const isChoice = target.matches('input[type="radio"], input[type="checkbox"]');
  const legend = isChoice ? target.closest('fieldset')?.querySelector('legend') : undefined;
  return legend ?? document.querySelector(`label[for="${CSS.escape(target.id)}"]`) ?? target;
}
