import { createContext } from 'svelte';
import type { OpenedDossier } from './openedDossier.svelte';

const [getAccessor, setAccessor] = createContext<() => OpenedDossier | undefined>();

/** Provides the dossier of a layout to everything in it. Call it while the layout is initialised. */
export const provideDossier = setAccessor;

/**
 * The dossier whose pages are shown. It stays the same object for as long as a component lives.
 * Call it while the component is initialised.
 *
 * @throws outside a `DossierLayout`, or before it has opened the dossier: a programming error.
 */
export function useDossier(): OpenedDossier {
  const dossier = getAccessor()();
  if (!dossier) throw new Error('useDossier needs an open dossier');
  return dossier;
}
