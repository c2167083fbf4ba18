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

/** Lines of a step that follow each other: all known already, or all still to fill in. */
export interface Section {
  known: boolean;
  items: readonly Item[];
}

/**
 * The applicable items of a step in sections. The order stays that of the screen in Loket, so what is known stands
 * between what is to be filled in. With `asked` nothing counts as known.
 */
export function sectionsOf(
  items: readonly Item[],
  dossier: OpenedDossier,
  asked: boolean,
): readonly Section[] {
  const sections: { known: boolean; items: Item[] }[] = [];
  for (const item of items) {
    if (dossier.item(item.id)?.applies !== true) continue;
    const known = !asked && isKnown(item, dossier);
    const last = sections.at(-1);
    if (last?.known === known) last.items.push(item);
    else sections.push({ known, items: [item] });
  }
  return sections;
}
