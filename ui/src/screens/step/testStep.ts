import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import DossierScreen from '../../dossier/DossierLayout.fixture.svelte';
import { DOSSIER } from '../../dossier/fixture';
import type { ItemId, OpenDossier, StepId } from '../../host';
import { asId } from '../../testing/ids';
import Step from './Step.svelte';

/** Opens a step of the dossier of the tests. */
export async function show(step: string) {
  render(DossierScreen, {
    screen: Step,
    route: { name: 'step', id: DOSSIER, step: asId<StepId>(step) },
  });
  await screen.findByRole('heading', { level: 1 });
  return userEvent.setup();
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** How an item of it stands. */
export function itemOf({ state }: Pick<OpenDossier, 'state'>, item: string) {
  const found = state.items[asId<ItemId>(item)];
  if (!found) throw new Error(`no item ${item}`);
  return found;
}
