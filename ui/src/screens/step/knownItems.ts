import type { Item } from '../../host';
import type { OpenedDossier } from '../../dossier/openedDossier.svelte';

/** Whether an item is known from elsewhere, so that it is shown as a fact. */
function isKnown(item: Item, dossier: OpenedDossier): boolean {
  const state = dossier.item(item.id);
  if (item.ask.kind !== 'field' || !state || dossier.unsaved.has(item.id)) return false;
  // It differs from Loket, so something has to be done.
  const said = state.check?.verdict?.outcome.kind;
  if (said === 'unmet' || said === 'unexpected' || state.in_loket !== null) return false;
  const wrong = state.findings.some(({ problem }) => problem.kind === 'value');
  if (state.answer) {
    return (
      !wrong &&
      state.origin !== null &&
      state.answer.kind === 'value' &&
      filled(state.answer.value.clear)
    );
  }
  return filled(state.proposal?.value.clear);
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

/**
 * Splits the applicable items of a step: the leading ones that are already known, and the rest. Known
 * items further on keep their place, because the order is that of the screen in Loket.
 */
export function splitKnown(
  items: readonly Item[],
  dossier: OpenedDossier,
): { facts: Item[]; lines: Item[] } {
  const counting = items.filter((item) => dossier.item(item.id)?.applies === true);
  const first = counting.findIndex((item) => !isKnown(item, dossier));
  const facts = first === -1 ? counting : counting.slice(0, first);
  return { facts, lines: counting.slice(facts.length) };
}
