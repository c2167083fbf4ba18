import type { Outcome, ProductOption, Products } from '../../../host';
import type { OpenedDossier } from '../../../dossier/openedDossier.svelte';
import { inLanguage } from '../../../dossier/text';
import { insideSentence, words } from '../../../words';

/** What was chosen in another item, for a comparison with it. */
export interface Chosen {
  products: Products;
  ids: readonly string[];
  outcome: Outcome | null;
}

/** What was chosen in the item that this one is compared with; undefined while nothing was. */
export function chosenIn(ask: Products, dossier: OpenedDossier): Chosen | undefined {
  const source = ask.compare ? dossier.find(ask.compare)?.item : undefined;
  const state = source && dossier.item(source.id);
  if (source?.ask.kind !== 'products' || state?.answer?.kind !== 'set') return undefined;
  return { products: source.ask, ids: state.answer.ids, outcome: state.outcome };
}

/** The words of options, as a list in a sentence: `declaraties en verlofaanvragen`. */
export function optionNames(ids: readonly string[], options: readonly ProductOption[]): string {
  const names = options
    .filter(({ id }) => ids.includes(id))
    .map(({ text }) => insideSentence(inLanguage(text)));
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} ${words().items.products.and} ${last}`;
}
