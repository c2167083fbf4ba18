import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import DossierScreen from '../dossier/DossierLayout.fixture.svelte';
import { DOSSIER } from '../dossier/fixture';
import { resetDossier, unmount, commands } from '../dossier/testHost';
import type { Personal, RowsInLoket, ItemId, StepId } from '../host';
import Step from '../screens/step/Step.svelte';
import { asId } from '../testing/ids';

let dossier = resetDossier();
vi.mock('../host/bindings', () => ({ commands: {} }));
vi.mock('../host/host', () => import('../dossier/testHost'));

beforeEach(() => {
  dossier = resetDossier();
});
afterEach(unmount);

const row = (...cells: string[]): Personal[] => cells.map((clear) => ({ clear }));
function last() {
  const change = commands.changes.answerItem.mock.calls.at(-1)?.[1];
  return change && [change.item, change.answer];
}

async function show(found: Partial<RowsInLoket>, kept: Personal[][] = []) {
  const directors = dossier.state.items[asId<ItemId>('directors')];
  if (!directors) throw new Error('no directors');
  if (kept.length > 0) directors.answer = { kind: 'rows', rows: kept, none: false };
  const at = '2026-11-20T13:02:00Z';
  directors.rows_in_loket = { at, missing: [], differing: [], strange: [], ...found };
  render(DossierScreen, {
    screen: Step,
    route: { name: 'step', id: DOSSIER, step: asId<StepId>('collect') },
  });
  const place = await screen.findByRole('region', { name: "DGA's, in Loket" });
  return { user: userEvent.setup(), place };
}

test('rows that Loket has are proposed with their moment, one by one or all', async () => {
  const missing = [row('A. Bakker', '1'), row('F. de Wit', '7')];
  const { user, place } = await show({ missing }, [row('B. Smit', '3')]);
  expect(place.textContent).toContain('Loket, 20 november 14.02');
  expect(place.textContent).toContain('In Loket staan er nog 2, die hier ontbreken');
  await user.click(within(place).getByRole('button', { name: /^Neem over ?: F. de Wit, 7$/ }));
  const smit = row('B. Smit', '3');
  await waitFor(() =>
    expect(last()).toEqual([
      'directors',
      { kind: 'rows', rows: [smit, row('F. de Wit', '7')], none: false },
    ]),
  );
  await user.click(within(place).getByRole('button', { name: 'Neem alles over' }));
  await waitFor(() => expect(commands.changes.answerItem).toHaveBeenCalledTimes(2));
  expect((await audit(place)).violations).toEqual([]);
});

test('what differs stands there with both values, and can be taken over', async () => {
  const { user, place } = await show(
    { differing: [{ row: 0, column: 1, read: { clear: '12' } }], strange: [1] },
    [row('B. Smit', '3'), row('Z. Zomer', '9')],
  );
  const said = place.textContent.replace(/\s+/g, ' ');
  expect(said).toContain('Rij 1, personeelsnummer: hier 3. In Loket staat: 12');
  expect(said).toContain('Rij 2 staat niet in Loket: Z. Zomer, 9');
  await user.click(within(place).getByRole('button', { name: /^Neem over ?: 12$/ }));
  await waitFor(() =>
    expect(last()).toEqual([
      'directors',
      { kind: 'rows', rows: [row('B. Smit', '12'), row('Z. Zomer', '9')], none: false },
    ]),
  );
});

test('many rows are folded away; in a signed-off dossier nothing is taken over', async () => {
  dossier.state.signed_off = dossier.state.started;
  const missing = Array.from({ length: 7 }, (_, nth) => row(`Directeur ${nth}`, String(nth)));
  const { place } = await show({ missing });
  expect(
    within(place)
      .getByText(/^In Loket staan er nog 7/)
      .closest('details')?.open,
  ).toBe(false);
  expect(within(place).queryByRole('button')).toBeNull();
});
