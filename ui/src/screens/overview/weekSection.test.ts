import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgram } from '../../shell/program.svelte';
import { startRouter } from '../../shell/router.svelte';
import { boardRow, ok, packed, quietWeek, startup, waiting } from '../../testing/samples';
import Overview from './Overview.svelte';
import { asId } from '../../testing/ids';

const commands = vi.hoisted(() => ({
  startup: vi.fn(),
  board: vi.fn(),
  hoursBoard: vi.fn(() => Promise.resolve({ status: 'ok', data: { runs: [], due: [] } })),
  connection: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({ progressTo: () => ({}) }));

const rows = [
  ...Array.from({ length: 7 }, (_, nth) =>
    boardRow(`due${nth}`, `Werkgever ${nth}`, { employer: asId(`e${nth}`), due: '2026-11-21' }),
  ),
  boardRow('k', 'Wasserij', { status: waiting('Keylane', '2026-11-04', '2026-11-19') }),
  boardRow('l', 'Drukker', { status: waiting('Loket', '2026-11-10', '2026-11-30') }),
];
const week = {
  ...quietWeek,
  due: rows.slice(0, 7).map(({ summary }) => summary.dossier),
  waits: [
    { on: { clear: 'Keylane' }, dossiers: 1, since: '2026-11-04', overdue: 1 },
    { on: { clear: 'Loket' }, dossiers: 1, since: '2026-11-10', overdue: 0 },
  ],
  finished: [
    { month: '2026-10-01', dossiers: 0 },
    { month: '2026-11-01', dossiers: 4 },
  ],
};
const board = (over = {}) => ok(packed({ rows, week, today: '2026-11-20', employers: 9, ...over }));

let stop: () => void;
beforeEach(async () => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  history.replaceState(null, '', '#/');
  stop = startRouter();
  commands.startup.mockReturnValue(ok(startup()));
  commands.connection.mockReturnValue(ok({ unfinished_since: null }));
  commands.board.mockReturnValue(board());
  await startProgram();
});
afterEach(() => {
  cleanup();
  stop();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const section = () => screen.findByRole('region', { name: 'Deze week' });

test('says what is due, a few of it until all is asked for', async () => {
  render(Overview);
  const found = within(await section());
  expect(found.getByRole('heading', { name: 'Te doen tot en met 22 nov' })).toBeTruthy();
  expect(found.getAllByRole('listitem')).toHaveLength(3);
  await userEvent.setup().click(found.getByRole('button', { name: 'Toon alle 7' }));
  expect(found.getAllByRole('listitem')).toHaveLength(7);
});

test('says in words whom is waited for, since when, and what was finished in each month', async () => {
  render(Overview);
  const found = within(await section());
  const texts = (name: RegExp) =>
    within(found.getByRole('table', { name }))
      .getAllByRole('row')
      .map((row) => row.textContent.replace(/\s+/g, ' ').trim());
  expect(texts(/Op wie je wacht/)).toEqual([
    'PartijDossiersHet langst',
    'Keylane1sinds 4 nov, 1 opnieuw vragen',
    'Loket1sinds 10 nov',
  ]);
  expect(texts(/per maand/)).toEqual(['MaandDossiers', 'okt0', 'nov4']);
});

test('a party leads to what waits for it, which the button of the filters counts', async () => {
  render(Overview);
  const user = userEvent.setup();
  const shown = within(await section());
  await user.click(shown.getByRole('button', { name: 'Toon wat wacht op Keylane' }));
  expect(window.location.hash).toBe('#/?wacht=keylane');
  const table = screen.getByRole('table', { name: /Dossiers, gegroepeerd/ });
  expect(within(table).getByRole('link', { name: 'Wasserij' })).toBeTruthy();
  expect(within(table).queryByRole('link', { name: 'Drukker' })).toBeNull();
  const toggle = screen.getByRole('button', { name: 'Filter (1)' });
  expect(toggle.getAttribute('aria-expanded')).toBe('false');
  await user.click(toggle);
  expect(toggle.getAttribute('aria-expanded')).toBe('true');
  await user.click(screen.getByRole('button', { name: 'Deze week (7)' }));
  expect(toggle.getAttribute('aria-expanded'), 'one at a time').toBe('false');
});

test('a quiet week takes no room', async () => {
  commands.board.mockReturnValue(board({ week: quietWeek }));
  render(Overview);
  await screen.findByRole('link', { name: 'Wasserij' });
  expect(screen.queryByRole('region', { name: 'Deze week' })).toBeNull();
});

test('has no fault that can be found by machine', async () => {
  const { container } = render(Overview);
  await section();
  const { violations } = await audit(container, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});
