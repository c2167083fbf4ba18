import { useDossier } from '../../../dossier/context';
import { Draft } from '../../../dossier/draft.svelte';
import type { ItemId } from '../../../host';

/** The selected products of an item: an empty selection is an answer too, null is no answer. */
export interface ProductSelection {
  ids: readonly string[] | null;
  has: (id: string) => boolean;
  tick: (id: string, ticked: boolean) => void;
  /** Confirms that nothing is selected, or withdraws that. */
  none: (said: boolean) => void;
}

/** Saves the selected products of an item. Call it while a component is initialised. */
export function useProductSelection(item: () => ItemId): ProductSelection {
  const dossier = useDossier();
  const draft = Draft.of<readonly string[] | null>(dossier, {
    known: () => {
      const answer = dossier.item(item())?.answer;
      return answer?.kind === 'set' ? answer.ids : null;
    },
    save: (ids) => dossier.answer(item(), ids && { kind: 'set', ids: [...ids] }),
  });
  return {
    get ids() {
      return draft.value;
    },
    has: (id) => draft.value?.includes(id) ?? false,
    tick: (id, ticked) => {
      const others = (draft.value ?? []).filter((one) => one !== id);
      void draft.choose((ticked ? [...others, id] : others).sort());
    },
    none: (said) => void draft.choose(said ? [] : null),
  };
}
