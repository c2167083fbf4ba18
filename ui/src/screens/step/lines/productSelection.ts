import { useDossier } from '../../../dossier/context';
import { Draft } from '../../../dossier/draft.svelte';

/** What is ticked of the products of an item: nothing at all is an answer too, null is none. */
export interface ProductSelection {
  ids: readonly string[] | null;
  has: (id: string) => boolean;
  tick: (id: string, ticked: boolean) => void;
  /** Says that nothing is ticked on purpose, or takes that back. */
  none: (said: boolean) => void;
}

/** Keeps what is ticked. Make it while a component is made. */
export function useProductSelection(item: () => string): ProductSelection {
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
