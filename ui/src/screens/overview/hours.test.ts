import { cleanup, render, screen, within } from '@testing-library/svelte';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startProgram } from '../../shell/program.svelte';
import { boardRow, ok, packed, refused, startup } from '../../testing/samples';
import Overview from './Overview.svelte';

const commands = vi.hoisted(() => ({
  startup: vi.fn(),
  board: vi.fn(),
  hoursBoard: vi.fn(),
  connection: vi.fn(),
  handbooks: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({ progressTo: () => ({}) }));

const rows = [boardRow('b', 'Bakker', { due: '2026-12-01' })];
const board = (over = {}) => ok(packed({ rows, today: '2026-11-20', employers: 4, ...over }));

beforeEach(async () => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  commands.startup.mockReturnValue(ok(startup()));
  commands.board.mockReturnValue(board());
  commands.connection.mockReturnValue(ok({ unfinished_since: null }));
  commands.handbooks.mockReturnValue(ok([]));
  await startProgram();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('runs of hours', () => {
  const run = (group: string, open: number | null, id: string) => ({
    run: { run: id, employer: 'e1', administration: 395 },
    employer: 'Bakkerij De Korenaar',
    period: { nl: 'november 2026', en: 'November 2026' },
    group,
    open,
  });
  const due = {
    due: {
      employer: 'e2',
      administration: 396,
      period: { year: 2026, kind: 'month', number: 11 },
      day: '2026-11-18',
      run: null,
    },
    employer: 'Café De Proef',
    period: { nl: 'november 2026', en: 'November 2026' },
    late: true,
  };

  test('stand with what they wait for, and hours that are due stand in the week', async () => {
    const runs = [run('errors', 2, 'r1'), run('ready', null, 'r2'), run('notCompared', 0, 'r3')];
    commands.hoursBoard.mockReturnValue(ok({ runs, due: [due] }));
    const { container } = render(Overview);
    const section = await screen.findByRole('region', { name: 'Uren' });
    within(section).getByText('2 fouten en vragen houden dit tegen');
    within(section).getByText('Klaar om te verzenden');
    within(section).getByText('Verzonden, nog niet vergeleken met Loket');
    const links = within(section).getAllByRole('link', { name: /november 2026$/ });
    expect(links.map((link) => link.getAttribute('href'))).toContain('#/uren/r1');
    const week = screen.getByRole('region', { name: 'Deze week' });
    expect(within(week).getByRole('link', { name: 'Café De Proef' }).getAttribute('href')).toBe(
      '#/uren?werkgever=e2',
    );
    within(week).getByText('Uren naar Loket, november 2026: nog niet begonnen');
    expect((await audit(container)).violations).toEqual([]);
  });

  test('are there without dossiers too', async () => {
    commands.board.mockReturnValue(board({ rows: [], employers: 1 }));
    commands.hoursBoard.mockReturnValue(ok({ runs: [run('busy', null, 'r1')], due: [due] }));
    render(Overview);
    await screen.findByRole('region', { name: 'Uren' });
    screen.getByText('Uren naar Loket, november 2026: nog niet begonnen');
  });

  test('that cannot be read leave the dossiers as they are', async () => {
    commands.hoursBoard.mockReturnValue(refused({ code: 'unreadable' }));
    render(Overview);
    await screen.findByRole('heading', { level: 1 });
    await vi.waitFor(() => expect(commands.hoursBoard).toHaveBeenCalled());
    expect(screen.queryByRole('region', { name: 'Uren' })).toBeNull();
  });
});
