import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asId } from '../../testing/ids';
import { ok, refused } from '../../testing/samples';
import { setLanguage } from '../../words/words.svelte';
import { extrasOf } from './extras';
import HoursRun from './HoursRun.svelte';
import { fileView, notRead, rowsAt, runView, stamp, text } from './samples';
import type {
  ComparedValue,
  ComparisonView,
  HoursPreview,
  HoursPreviewCell,
  HoursRunId,
  HoursView,
  LoketDataView,
} from '../../host';

const commands = vi.hoisted(() => ({
  openHoursRun: vi.fn(),
  changeHoursRun: vi.fn(),
  practiceHoursFiles: vi.fn(),
  hoursDrafts: vi.fn(),
  takePracticeFile: vi.fn(),
  watchDroppedFiles: vi.fn(),
  readLoketForHours: vi.fn(),
  previewHours: vi.fn(),
  sendHours: vi.fn(),
  compareHours: vi.fn(),
  makeDifferencesFile: vi.fn(),
  copyText: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({
  channelTo: (tell: unknown) => tell,
  progressTo: (tell: unknown) => tell,
}));

const user = userEvent.setup();
const ready = fileView({
  stops: [],
  findings: [],
  choices: {
    components: [
      { choice: { kind: 'component', number: 2 }, code: '2', label: 'Normale uren' },
      { choice: { kind: 'component', number: 15 }, code: '15', label: 'Overwerk 125%' },
    ],
    costCenters: null,
    distributionUnits: null,
    shifts: null,
    employments: null,
  },
});
const read: LoketDataView = {
  read: '2026-11-20T13:02:00Z',
  parts: [
    { part: 'employments', name: text('De lijst van dienstverbanden'), count: 23, unread: null },
    {
      part: 'period',
      name: text('Of de periode nog open is'),
      count: null,
      unread: text('Loket zegt dit niet.'),
    },
  ],
};

function value(person: number | null, over: Partial<ComparedValue> = {}): ComparedValue {
  return {
    person,
    name: 'S. Proef',
    shift: 1,
    distributionUnit: null,
    costCenter: null,
    component: 2,
    table: '8',
    loket: null,
    result: { kind: 'missing' },
    allowance: null,
    places: rowsAt(3, 4),
    rows: 2,
    ...over,
  };
}

function comparison(over: Partial<ComparisonView> = {}): ComparisonView {
  return {
    counts: { equal: 3, different: 0, missing: 0, extra: 0, unexplained: 0 },
    totals: [{ component: 2, table: '24', loket: '24' }],
    values: [],
    ...over,
  };
}

function cell(person: number, over: Partial<HoursPreviewCell> = {}): HoursPreviewCell {
  return {
    person,
    name: 'S. Proef',
    shift: 1,
    distributionUnit: null,
    costCenter: null,
    component: 2,
    now: null,
    becomes: '8.5',
    change: 'new',
    elsewhere: null,
    allowance: null,
    allowanceBecomes: null,
    ...over,
  };
}

const preview: HoursPreview = {
  preview: {
    cells: [
      cell(12),
      cell(34, { name: 'B. Voorbeeld', now: '4', becomes: '6.5', change: 'changed' }),
      cell(56, { now: '9', becomes: '9', change: 'leftAlone', component: 401 }),
    ],
    unknown: [],
  },
  people: 2,
  employer: 'Café op de kaart',
  administration: 'Winkel',
  employerName: 'Café De Proef',
  employerId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  clientNumber: 395,
  period: { year: 2026, kind: 'month', number: 11 },
  totals: [{ component: 2, total: '15' }],
  token: 'abc',
};

function open(view: Partial<HoursView> = {}) {
  commands.openHoursRun.mockReturnValue(
    ok({ run: runView(), file: ready, loket: notRead, ...view }),
  );
  return render(HoursRun, { route: { name: 'hoursRun', run: asId<HoursRunId>('r1') } });
}
const section = async (name: string) => within(await screen.findByRole('region', { name }));

beforeEach(() => {
  commands.hoursDrafts.mockReturnValue(ok({}));
  commands.practiceHoursFiles.mockReturnValue(ok([]));
  commands.watchDroppedFiles.mockReturnValue(ok(null));
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
  setLanguage('nl');
});

describe('data of Loket', () => {
  test('is read from the page; what is not known is said', async () => {
    const { container } = open();
    const data = await section('Gegevens uit Loket');
    data.getByText('Nog niet gelezen');
    commands.readLoketForHours.mockReturnValue(ok({ run: runView(), file: ready, loket: read }));
    await user.click(data.getByRole('button', { name: 'Lees uit Loket' }));
    await data.findByText('1 onderdeel niet gelezen');
    data.getByText('23 gelezen');
    data.getByText('Loket zegt dit niet.');
    expect((await audit(container)).violations).toEqual([]);
  });

  test('offline it says so, and the page goes on', async () => {
    open();
    const data = await section('Gegevens uit Loket');
    commands.readLoketForHours.mockReturnValue(
      refused({ code: 'loket', fault: { kind: 'offline' } }),
    );
    await user.click(data.getByRole('button', { name: 'Lees uit Loket' }));
    await data.findByRole('button', { name: /opnieuw/i });
    data.getByText('Of medewerkers, componenten en periode kloppen, is zonder Loket niet bekend.');
  });
});

describe('straight to Loket', () => {
  test('waits until nothing holds the file back', async () => {
    open({ file: fileView() });
    const send = await section('Rechtstreeks naar Loket');
    send.getByText('Dit kan zodra er niets meer is dat het bestand tegenhoudt.');
    expect(send.queryByRole('button')).toBeNull();
  });

  test('a cost centre holds back the file and not what goes straight to Loket', async () => {
    const stops = [{ kind: 'costCenters' as const, text: text('geen kolom'), count: 1 }];
    open({ file: { ...ready, stops } });
    const send = await section('Rechtstreeks naar Loket');
    send.getByRole('button', { name: 'Bekijk wat er verandert' });
    expect(screen.getByRole('button', { name: 'Maak bestand' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
  });

  test('shows what is there, what it becomes and what stays, and sends with the token of that', async () => {
    const { container } = open();
    commands.previewHours.mockReturnValue(ok({ kind: 'ready', preview }));
    const send = await section('Rechtstreeks naar Loket');
    await user.click(send.getByRole('button', { name: 'Bekijk wat er verandert' }));
    await send.findByText('1 waarde nieuw, 1 gewijzigd, 0 al goed.');
    const row = within(send.getByRole('row', { name: /34 B. Voorbeeld/ }));
    row.getByText('4,00');
    row.getByText('6,50');
    send.getByText('Wat in Loket blijft staan: 1 waarde die niet in het bestand staat');
    expect((await audit(container)).violations).toEqual([]);
    commands.sendHours.mockReturnValue(
      ok({
        counts: { done: 2, notDone: 0, uncertain: 0, notSent: 0, readBack: true },
        people: [],
        comparison: comparison(),
        refused: null,
      }),
    );
    await user.click(send.getByRole('button', { name: 'Stuur naar Loket' }));
    await send.findByText('Alles staat in Loket, voor 2 medewerkers. Teruggelezen en gelijk.');
    expect(commands.sendHours.mock.calls[0]?.slice(0, 2)).toEqual(['r1', 'abc']);
    const compared = await section('Vergelijken met Loket');
    compared.getByText('Alles is gelijk: 3 waarden in Loket zoals in het bestand.');
  });

  test('what Loket says stands beside the rows of the file', async () => {
    open();
    commands.previewHours.mockReturnValue(ok({ kind: 'ready', preview }));
    commands.sendHours.mockReturnValue(
      ok({
        counts: { done: 1, notDone: 1, uncertain: 0, notSent: 0, readBack: true },
        people: [
          {
            person: 12,
            name: 'S. Proef',
            answer: 'refused',
            verdict: 'notDone',
            messages: [{ clear: 'Periode is afgesloten' }],
            values: [value(12)],
            places: rowsAt(3, 4),
            rows: 2,
          },
        ],
        comparison: null,
        refused: null,
      }),
    );
    const send = await section('Rechtstreeks naar Loket');
    await user.click(send.getByRole('button', { name: 'Bekijk wat er verandert' }));
    await user.click(await send.findByRole('button', { name: 'Stuur naar Loket' }));
    const row = within(await send.findByRole('row', { name: /12 S. Proef/ }));
    row.getByText('Periode is afgesloten');
    row.getByText(/2 Normale uren: 8,00, rij 3–4/);
  });

  test('a component that is a Toeslag too is asked about, and the answer is kept', async () => {
    open();
    commands.previewHours.mockReturnValueOnce(
      ok({ kind: 'obstacle', obstacle: { kind: 'allowanceOpen', components: [15] } }),
    );
    commands.previewHours.mockReturnValue(ok({ kind: 'ready', preview }));
    commands.changeHoursRun.mockReturnValue(ok({ run: runView(), file: ready, loket: notRead }));
    const send = await section('Rechtstreeks naar Loket');
    await user.click(send.getByRole('button', { name: 'Bekijk wat er verandert' }));
    const asked = within(await send.findByRole('group', { name: 'Uren van 15 Overwerk 125%' }));
    await user.click(asked.getByRole('radio', { name: 'Vervangen de Toeslag' }));
    await send.findByRole('button', { name: 'Stuur naar Loket' });
    expect(commands.changeHoursRun.mock.calls[0]?.[1]).toMatchObject({
      options: { allowances: [{ component: 15, added: false }] },
    });
  });

  test('a sending of which nobody knows what came of it is read back first', async () => {
    open({ run: runView({ sending: stamp }) });
    const send = await section('Rechtstreeks naar Loket');
    expect(send.queryByRole('button', { name: 'Bekijk wat er verandert' })).toBeNull();
    commands.compareHours.mockReturnValue(ok(comparison()));
    commands.openHoursRun.mockReturnValue(ok({ run: runView(), file: ready, loket: read }));
    await user.click(send.getByRole('button', { name: 'Lees terug uit Loket' }));
    await send.findByRole('button', { name: 'Bekijk wat er verandert' });
  });
});

describe('comparing', () => {
  test('what differs stands beside its rows, and a file of only that is made', async () => {
    const { container } = open();
    commands.compareHours.mockReturnValue(
      ok(
        comparison({
          counts: { equal: 1, different: 0, missing: 1, extra: 2, unexplained: 0 },
          values: [
            value(12),
            ...['a', 'b'].map((name) =>
              value(null, {
                name,
                component: 401,
                table: null,
                loket: '2',
                result: { kind: 'extra', reason: 'automaticProcesses' },
                places: [],
                rows: 0,
              }),
            ),
          ],
        }),
      ),
    );
    const compared = await section('Vergelijken met Loket');
    await user.click(compared.getByRole('button', { name: 'Vergelijk met Loket' }));
    const row = within(await compared.findByRole('row', { name: /12 S. Proef/ }));
    row.getByText('Ontbreekt in Loket');
    row.getByText('rij 3–4');
    compared.getByText('Automatische processen van Loket vullen dit zelf in');
    expect((await audit(container)).violations).toEqual([]);
    commands.makeDifferencesFile.mockReturnValue(ok({ run: runView(), file: ready, loket: read }));
    await user.click(compared.getByRole('button', { name: 'Bestand met alleen de verschillen' }));
    await compared.findByText('Het bestand met de verschillen is gemaakt en teruggelezen.');
  });

  test('a thousand employees with the same extra component are one line', () => {
    const extra = (person: number) =>
      value(person, { result: { kind: 'extra', reason: 'automaticProcesses' }, component: 401 });
    expect(extrasOf([value(1), ...[1, 2, 3, 3].map(extra)])).toEqual([
      { component: 401, reason: 'automaticProcesses', people: 3 },
    ]);
  });

  test('totals of Loket are typed over without a file or a connection', async () => {
    const totals = [
      { component: 2, total: '152.5' },
      { component: 15, total: '4' },
    ];
    open({ run: runView({ totals }), file: null });
    const compared = await section('Vergelijken met Loket');
    compared.getByText(/Kies eerst het urenbestand opnieuw/);
    await user.click(compared.getByText('Zonder verbinding: typ de totalen van Loket over'));
    await user.click(compared.getByRole('button', { name: 'Vergelijk de totalen' }));
    compared.getByText('Typ van minstens één component het totaal over');
    await user.type(compared.getByRole('textbox', { name: 'Totaal in Loket van 2' }), '152,5');
    commands.changeHoursRun.mockReturnValue(
      ok({
        run: runView({
          totals,
          typed: {
            lines: [
              { component: 2, table: '152.5', typed: '152.5', result: 'equal' },
              { component: 15, table: '4', typed: null, result: 'notTyped' },
            ],
            stamp,
          },
        }),
        file: null,
        loket: notRead,
      }),
    );
    await user.click(compared.getByRole('button', { name: 'Vergelijk de totalen' }));
    await compared.findByText('gelijk');
    compared.getByText('niet overgetypt: onbekend');
    expect(commands.changeHoursRun.mock.calls[0]?.[1]).toEqual({
      kind: 'compareTotals',
      typed: [{ component: 2, total: '152,5' }],
    });
  });
});

test('the practice employer has its files, one press away', async () => {
  commands.practiceHoursFiles.mockReturnValue(
    ok([
      { lesson: 'good', name: 'goed.csv' },
      { lesson: 'withFaults', name: 'fouten.csv' },
      { lesson: 'addsToEarlier', name: 'aanvulling.csv' },
    ]),
  );
  commands.takePracticeFile.mockReturnValue(ok({ run: runView(), file: ready, loket: notRead }));
  const { container } = open({ file: null });
  const files = await section('Oefenbestanden');
  expect(files.getAllByRole('button')).toHaveLength(3);
  expect((await audit(container)).violations).toEqual([]);
  await user.click(files.getByRole('button', { name: 'Bestand met fouten' }));
  await screen.findByText('uren-november.csv, 64 rijen');
  expect(commands.takePracticeFile.mock.calls[0]?.slice(0, 2)).toEqual(['r1', 'withFaults']);
});
