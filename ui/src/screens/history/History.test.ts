import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick, type Component } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import DossierScreen from '../../dossier/DossierLayout.fixture.svelte';
import { DOSSIER, historyLine, text } from '../../dossier/fixture';
import { resetDossier, unmount, commands } from '../../dossier/testHost';
import type { HistoryEntry } from '../../host';
import Dossier from '../dossier/Dossier.svelte';
import History from './History.svelte';

let dossier = resetDossier();
vi.mock('../../host/bindings', () => ({ commands: {} }));
vi.mock('../../host/host', () => import('../../dossier/testHost'));

beforeEach(() => {
  dossier = resetDossier();
  history.replaceState(null, '', `#/dossiers/${DOSSIER}`);
});
afterEach(unmount);

async function show(page: Component<{ route: never }>, name: string) {
  render(DossierScreen, { screen: page, route: { name, id: DOSSIER } as never });
  await screen.findByRole('heading', { level: 1 });
  await tick();
  return userEvent.setup();
}
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const line = (...given: Parameters<typeof historyLine>) => ({
  checks: null,
  ...historyLine(...given),
});

test('the history tells all, and what was undone says so', async () => {
  commands.dossierHistory.mockResolvedValueOnce({
    status: 'ok',
    data: [
      line('h2', 'undone', { item: text('Gebruikersnaam') }),
      line('h1', 'answered', {
        item: text('Gebruikersnaam'),
        value: text('koppel'),
        undone: true,
        clock_back: false,
      }),
    ],
  });
  const user = await show(History, 'history');
  const struck = await screen.findByText('Gebruikersnaam: koppel');
  expect(struck.tagName).toBe('S');
  expect(struck.parentElement?.textContent).toContain('(ongedaan gemaakt)');
  await user.click(button('Bewaar als CSV'));
  expect(commands.saveFile).toHaveBeenCalledWith({ kind: 'history', dossier: DOSSIER });
});

/** A run of two checks, as the program gives it. */
function checkRun(): HistoryEntry {
  const [met, failed] = [
    line('c1', 'checkMet', { item: text('De gebruiker') }),
    line('c2', 'checkFailed', { item: text('De rechten') }),
  ] as const;
  const counts = { met: 1, failed: 1, unexpected: 0, unknown: 0 };
  return { ...met, checks: { counts, lines: [met, failed] } };
}

const RUN = 'Gecontroleerd in Loket: 1 in orde, 1 niet in orde (De rechten)';

test('a run of checks is one line of the history, and folds out to each of them', async () => {
  const alone = line('c3', 'checkMet', { item: text('De koppeling') });
  const counts = { met: 1, failed: 0, unexpected: 0, unknown: 0 };
  const data = [{ ...alone, checks: { counts, lines: [alone] } }, checkRun()];
  commands.dossierHistory.mockResolvedValueOnce({ status: 'ok', data });
  const user = await show(History, 'history');
  expect((await screen.findByRole('table')).getAttribute('aria-rowcount')).toBe('3');
  expect(screen.getByText('Gecontroleerd in Loket, klopt: De koppeling')).toBeTruthy();
  const row = screen.getByText(RUN, { exact: false }).closest('tr');
  if (!row) throw new Error('the run has a row');
  const [each] = screen.getAllByText('Elke controle');
  if (each) await user.click(each);
  expect(
    within(row)
      .getAllByRole('listitem')
      .map((one) => one.textContent),
  ).toEqual([
    'Gecontroleerd in Loket, klopt: De gebruiker',
    'Gecontroleerd in Loket, klopt niet: De rechten',
  ]);
});

test('the dossier shows a run of checks as one line, and a single check can still be undone', async () => {
  const run = checkRun();
  const last = run.checks?.lines[1];
  Object.assign(dossier.state, { history: [run], undoable: last });
  const user = await show(Dossier, 'dossier');
  expect(screen.getByText(RUN, { exact: false })).toBeTruthy();
  await user.click(button('Maak ongedaan'));
  expect(commands.changes.undo).toHaveBeenCalledWith(DOSSIER, { kind: 'undo', event: 'c2' });
});

test('a history of thousands is counted whole, and only what is in view is drawn', async () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    line(`h${index}`, 'answered', { item: text(`Veld ${index}`), value: text('x') }),
  );
  commands.dossierHistory.mockResolvedValue({ status: 'ok', data: many });
  await show(History, 'history');
  expect(await screen.findByText('Veld 0: x')).toBeTruthy();
  const table = screen.getByRole('table');
  expect(table.getAttribute('aria-rowcount')).toBe('3001');
  expect(table.querySelectorAll('tbody tr').length).toBeLessThan(200);
});
