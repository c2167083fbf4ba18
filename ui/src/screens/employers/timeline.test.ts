import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EmployerId, EmployerRow, EventId, HistoryLine, TimelineEntry } from '../../host';
import { run } from '../../run/run.svelte';
import { startProgram } from '../../shell/program.svelte';
import { startRouter } from '../../shell/router.svelte';
import {
  employer,
  link,
  noor,
  ok,
  refused,
  startup,
  summary,
  waiting,
} from '../../testing/samples';
import Employers from './Employers.svelte';
import { readAllAdministrations, type ReadAll } from './readAll';
import Timeline from './Timeline.svelte';
import { asId } from '../../testing/ids';

const commands = vi.hoisted(() => ({
  startup: vi.fn(),
  employers: vi.fn(),
  employer: vi.fn(),
  employerTimeline: vi.fn(),
  readEmployer: vi.fn(),
  stopRun: vi.fn(),
  connection: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({
  channelTo: (tell: unknown) => tell,
  progressTo: (tell: unknown) => tell,
}));

let stop: () => void;
beforeEach(async () => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  history.replaceState(null, '', '#/werkgevers/e1/tijdlijn');
  stop = startRouter();
  commands.startup.mockReturnValue(ok(startup()));
  commands.connection.mockReturnValue(ok(link()));
  commands.stopRun.mockReturnValue(ok(null));
  await startProgram();
});
afterEach(() => {
  cleanup();
  stop();
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('the line in time', () => {
  const line = (id: string, at: string): HistoryLine => ({
    ...{
      id: asId<EventId>(id),
      stamp: { actor: noor, at },
      what: 'stepCompleted',
      item: null,
      value: null,
    },
    step: { nl: 'Maak een gebruiker', en: 'Make a user' },
    undone: false,
    clock_back: false,
  });
  const check = (id: string, what: HistoryLine['what'], item: string): HistoryLine => ({
    ...line(id, '2026-11-20T13:02:00Z'),
    what,
    item: { nl: item, en: item },
  });
  const run = [check('3', 'checkMet', 'De gebruiker'), check('4', 'checkFailed', 'De rechten')];
  const entry = (id: string, at: string, over: Partial<TimelineEntry>): TimelineEntry => ({
    dossier: asId('d1'),
    short: { nl: 'a.s.r. werkgever', en: 'a.s.r. employer' },
    entry: { ...line(id, at), checks: null },
    ...over,
  });
  const entries = [
    entry('3', '2026-11-20T13:02:00Z', {
      entry: {
        ...check('3', 'checkMet', 'De gebruiker'),
        checks: { counts: { met: 8, failed: 1, unexpected: 0, unknown: 2 }, lines: run },
      },
    }),
    entry('2', '2026-11-19T09:00:00Z', {
      dossier: asId('d2'),
      short: { nl: 'MijnLoket', en: 'MijnLoket' },
    }),
  ];
  const route = { name: 'timeline', id: asId<EmployerId>('e1') } as const;
  beforeEach(() => {
    const dossiers = [summary('d1', { status: waiting('Keylane', '2026-11-04', '2026-11-25') })];
    commands.employer.mockReturnValue(ok({ employer: employer('e1', 'Bakker'), dossiers }));
    commands.employerTimeline.mockReturnValue(ok({ entries, unreadable: 0 }));
  });

  test('says what waits, and what happened in which dossier, by whom and when', async () => {
    const { container } = render(Timeline, { route });
    expect(await screen.findByText('Bij 1 dossier wacht je op een ander.')).toBeTruthy();
    expect(screen.getByText('Wacht op Keylane')).toBeTruthy();
    const table = screen.getByRole('table', { name: 'Wat er gebeurde, het nieuwste eerst' });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent.replace(/\s+/g, ' ').trim());
    expect(rows).toEqual([
      '20 november 14.02Gecontroleerd in Loket: 8 in orde, 1 niet in orde (De rechten), 2 niet te controleren Elke controle Gecontroleerd in Loket, klopt: De gebruikerGecontroleerd in Loket, klopt niet: De rechtena.s.r. werkgeverNV',
      '19 november 10.00Stap afgerond: Maak een gebruiker MijnLoketNV',
    ]);
    expect(within(table).getByRole('link', { name: 'MijnLoket' }).getAttribute('href')).toBe(
      '#/dossiers/d2',
    );
    const { violations } = await audit(container, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test('a dossier that cannot be read is said to be missing in it', async () => {
    commands.employerTimeline.mockReturnValue(ok({ entries: [], unreadable: 1 }));
    render(Timeline, { route });
    expect(await screen.findByText(/Eén dossier is niet te lezen/)).toBeTruthy();
  });
});

describe('reading all administrations', () => {
  const loket = { seen: '2026-11-18T13:02:00Z', vanished: false };
  const row = (id: string, name: string, over = {}): EmployerRow => ({
    employer: employer(id, name, { loket, ...over }),
    ...{ dossiers: 0, open: 0 },
  });
  const rows = [
    row('e1', 'Bakker'),
    row('e2', 'Drukker'),
    row('e3', 'Weg', { loket: { ...loket, vanished: true } }),
    row('e4', 'Zelf', { loket: null }),
    row('e5', 'Slager'),
  ];

  test('asks for those in Loket one by one, and says whom it could not read and why', async () => {
    commands.employers.mockReturnValue(ok(rows));
    commands.readEmployer.mockImplementation((id: string) =>
      id === 'e2'
        ? refused({ code: 'loket', fault: { kind: 'notPermitted', activity: 'GetEmployer' } })
        : ok({}),
    );
    render(Employers);
    await userEvent
      .setup()
      .click(await screen.findByRole('button', { name: 'Lees alle administraties uit Loket' }));
    expect(
      await screen.findByText('De administraties van 2 van de 3 werkgevers zijn gelezen.'),
    ).toBeTruthy();
    expect(commands.readEmployer.mock.calls.map(([id]) => id as string)).toEqual([
      'e1',
      'e2',
      'e5',
    ]);
    const notice = screen.getByText(/De administraties van/).closest('[role=status]');
    expect(within(notice as HTMLElement).getByRole('link', { name: 'Drukker' })).toBeTruthy();
    expect(commands.employers, 'the list is read again').toHaveBeenCalledTimes(2);
  });

  test('says how far it is, and stops when asked, with what was read kept', async () => {
    const seen: unknown[] = [];
    let found: ReadAll | undefined;
    commands.readEmployer.mockImplementation(async (id: string) => {
      seen.push([run.progress?.done, run.progress?.of, run.progress?.now]);
      if (id === 'e2') await run.stop();
      return ok({});
    });
    const answer = await readAllAdministrations(rows, (result) => (found = result));
    expect(seen).toEqual([
      [0, 3, 'Bakker'],
      [1, 3, 'Drukker'],
    ]);
    expect(answer).toEqual({
      status: 'error',
      error: { code: 'loket', fault: { kind: 'stopped' } },
    });
    expect(found).toEqual({ read: 2, of: 3, notRead: [] });
    expect(run.busy).toBe(false);
  });

  test('without a connection it ends, and the rest is not asked for', async () => {
    const fault = {
      code: 'loket',
      fault: { kind: 'offline', host: 'api.loket.nl', why: 'unreachable' },
    };
    commands.readEmployer.mockReturnValue(refused(fault));
    const answer = await readAllAdministrations(rows, () => undefined);
    expect(answer.status).toBe('error');
    expect(commands.readEmployer).toHaveBeenCalledOnce();
  });
});
