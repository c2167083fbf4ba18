import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { asId } from '../../testing/ids';
import { setLanguage } from '../../words/words.svelte';
import FileFacts from './FileFacts.svelte';
import Findings from './Findings.svelte';
import LayoutSection from './LayoutSection.svelte';
import MakeFile from './MakeFile.svelte';
import { formatPeriod, formatPeriodHead } from '../../words';
import { periodsOf } from './periods';
import { formatPlaces } from './places';
import Questions from './Questions.svelte';
import { changes, column, finding, rowsAt, stamp, text, total } from './samples';
import Totals from './Totals.svelte';
import type { EmployerId, PayrollPeriod } from '../../host';

vi.mock('../../host/bindings', () => ({ commands: { copyText: vi.fn() } }));

const user = userEvent.setup();
const november: PayrollPeriod = { year: 2026, kind: 'month', number: 11 };
const october: PayrollPeriod = { year: 2026, kind: 'month', number: 10 };

afterEach(() => {
  cleanup();
  setLanguage('nl');
});

describe('places', () => {
  test('rows that follow each other are one group, cells have their address', () => {
    expect(formatPlaces(rowsAt(3, 5, 6, 7), 4)).toBe('rij 3, 5–7');
    expect(formatPlaces([{ sheet: 'wk 46', row: 7, cell: 'F7' }], 1)).toBe('wk 46, cel F7');
    expect(formatPlaces([], 0)).toBe('hele bestand');
    expect(formatPlaces([{ sheet: 'wk 46', row: 0, cell: null }], 1)).toBe('wk 46');
  });

  test('what is not named is counted', () => {
    expect(formatPlaces(rowsAt(3, 5), 402)).toBe('rij 3, 5 en nog 400');
  });
});

test('periods in words', () => {
  expect(formatPeriod(november)).toBe('november 2026');
  expect(formatPeriodHead(november)).toBe('November (11)');
  expect(formatPeriod({ year: 2026, kind: 'fourWeeks', number: 13 })).toBe('periode 13 van 2026');
  expect([periodsOf('week', 2026), periodsOf('week', 2025), periodsOf('fourWeeks', 2026)]).toEqual([
    53, 52, 13,
  ]);
});

test('the file, its administration, its period and its people', () => {
  render(FileFacts, {
    file: { name: 'uren-november.xlsx', rows: 64 },
    payrollTaxesNumber: '111222333L01',
    clientNumber: 395,
    period: november,
    people: { found: 22, all: 23 },
  });
  screen.getByText('uren-november.xlsx, 64 rijen');
  screen.getByText('11, per maand');
  screen.getByText('22 van 23 gevonden');
});

describe('the layout', () => {
  const props = () => ({
    columns: [
      column('Persnr', { role: 'person', reason: text('de kop zegt persnr') }),
      column('BSN', { role: 'dropped', dropped: true, reason: text('bevat burgerservicenummers') }),
      column('Uren', { role: 'amount', format: text('komma is decimaal') }),
    ],
    sheets: [],
    preview: [
      { sheet: '', row: 2, hidden: false, cells: ['12', '', '7:30'], amounts: [null, null, '7.5'] },
    ],
    headRow: 1,
    headRows: 1,
    clockTimes: { possible: false, used: false, rules: [] },
    joinsCodes: null,
    open: true,
    locked: false,
    onChange: changes(),
  });

  test('each column has its role and the reason for it, and can be given another', async () => {
    const given = props();
    const { container } = render(LayoutSection, given);
    const row = screen.getByRole('row', { name: /^Persnr/ });
    expect(row.textContent).toContain('de kop zegt persnr');
    await user.selectOptions(
      within(row).getByRole('combobox', { name: 'Kolom Persnr wordt gelezen als' }),
      'afdeling',
    );
    expect(given.onChange).toHaveBeenCalledWith({
      kind: 'setRole',
      column: 'Persnr',
      role: 'department',
    });
    expect((await audit(container)).violations).toEqual([]);
  });

  test('what may not be read has no choice, and how an amount was read stands beside it', async () => {
    const given = props();
    render(LayoutSection, given);
    const dropped = screen.getByRole('row', { name: /^BSN/ });
    expect(within(dropped).queryByRole('combobox')).toBeNull();
    screen.getByText('komma is decimaal');
    screen.getByText('is 7,5');
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Wat er in kolom Uren staat' }),
      'minuten',
    );
    expect(given.onChange).toHaveBeenCalledWith({
      kind: 'setFormat',
      column: 'Uren',
      format: { unit: 'minutes', decimal: null, thousands: null },
    });
  });

  test('hours are made of clock times only when that is chosen, and then by rules in words', async () => {
    const rules = [text('Een eindtijd voor de begintijd is van de volgende dag.')];
    const given = props();
    const { rerender } = render(LayoutSection, given);
    expect(screen.queryByRole('checkbox', { name: /^Maak uren van/ })).toBeNull();
    await rerender({ clockTimes: { possible: true, used: false, rules } });
    expect(screen.queryByText(/volgende dag/)).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: /^Maak uren van/ }));
    expect(given.onChange).toHaveBeenCalledExactlyOnceWith({ kind: 'useClockTimes', used: true });
    await rerender({ clockTimes: { possible: true, used: true, rules } });
    screen.getByText('Een eindtijd voor de begintijd is van de volgende dag.');
  });

  test('columns of one code are added up, which can be turned off', async () => {
    const given = { ...props(), joinsCodes: true };
    render(LayoutSection, given);
    await user.click(screen.getByRole('checkbox', { name: /^Tel kolommen van dezelfde code/ }));
    expect(given.onChange).toHaveBeenCalledExactlyOnceWith({ kind: 'joinCodes', joined: false });
  });

  test('the row of the head can be corrected, and what is no row is put back', async () => {
    const given = props();
    render(LayoutSection, given);
    const field = screen.getByRole<HTMLInputElement>('textbox', {
      name: 'Rij met de namen van de kolommen',
    });
    await user.clear(field);
    await user.type(field, '4{Enter}');
    expect(given.onChange).toHaveBeenCalledExactlyOnceWith({
      kind: 'setHeadRow',
      row: 4,
      rows: 1,
    });
    await user.clear(field);
    await user.type(field, 'vier{Enter}');
    expect(given.onChange).toHaveBeenCalledOnce();
    expect(field.value).toBe('1');
    await user.click(screen.getByRole('checkbox', { name: /^De kop staat op twee rijen/ }));
    await user.click(screen.getByRole('button', { name: 'Lees opnieuw' }));
    expect(given.onChange).toHaveBeenLastCalledWith({ kind: 'setHeadRow', row: 1, rows: 2 });
  });
});

test('a question is answered with one press, by what the program offers', async () => {
  const onChange = changes();
  const change = { kind: 'countHiddenRows' as const, count: true };
  const { container } = render(Questions, {
    questions: [
      {
        key: 'q1',
        kind: 'hiddenRows',
        text: text('Verborgen door een filter. Tellen deze rijen mee?'),
        places: rowsAt(4, 5),
        count: 2,
        answers: [
          { text: text('Ja, ze tellen mee'), change },
          { text: text('Nee'), change: { ...change, count: false } },
        ],
        waysOut: [{ kind: 'map' as const, of: 'person' as const, name: '34' }],
      },
    ],
    locked: false,
    onChange,
    onLeaveOut: vi.fn(),
    onOtherFile: vi.fn(),
    onOtherRun: vi.fn(),
  });
  screen.getByText('rij 4–5');
  screen.getByRole('link', { name: 'Kies een medewerker' });
  expect((await audit(container)).violations).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Kies dit: Ja, ze tellen mee' }));
  expect(onChange).toHaveBeenCalledExactlyOnceWith(change);
});

describe('findings', () => {
  const acknowledge = [{ kind: 'acknowledge' as const }];
  const props = () => ({
    asked: false,
    findings: [
      finding('a', { waysOut: [{ kind: 'leaveOut' as const, rows: [{ sheet: '', row: 44 }] }] }),
      finding('b', { places: rowsAt(27), text: text('Dit nummer staat niet in Loket.') }),
      finding('c', { level: 'warning', places: rowsAt(3, 4), waysOut: acknowledge }),
      finding('d', { level: 'warning', places: rowsAt(6), waysOut: acknowledge }),
      finding('e', {
        level: 'warning',
        places: rowsAt(9),
        waysOut: acknowledge,
        acknowledged: { reason: 'nachtdienst', stamp },
      }),
      finding('f', { level: 'note', places: rowsAt(1) }),
    ],
    locked: false,
    onChange: changes(),
    onLeaveOut: vi.fn(),
    onOtherFile: vi.fn(),
    onOtherRun: vi.fn(),
  });

  test('rows of another period begin a run of their own', async () => {
    const period = { ...october };
    const change = { kind: 'splitPeriods' as const, split: true };
    const other = {
      kind: 'otherRun' as const,
      text: text('Begin met oktober 2026, met hetzelfde bestand'),
      employer: asId<EmployerId>('e1'),
      administration: 395,
      period,
    };
    const waysOut = [
      { kind: 'change' as const, text: text('Ga verder met alleen november 2026'), change },
      other,
    ];
    const given = { ...props(), findings: [finding('a', { waysOut })] };
    render(Findings, given);
    await user.click(screen.getByRole('button', { name: 'Ga verder met alleen november 2026' }));
    expect(given.onChange).toHaveBeenCalledExactlyOnceWith(change);
    await user.click(screen.getByRole('button', { name: /^Begin met oktober 2026/ }));
    expect(given.onOtherRun).toHaveBeenCalledExactlyOnceWith(other);
  });

  test('rows that were left behind keep their way to the other run in sight', async () => {
    const other = {
      kind: 'otherRun' as const,
      text: text('Begin met oktober 2026, met hetzelfde bestand'),
      employer: asId<EmployerId>('e1'),
      administration: 395,
      period: { ...october },
    };
    const left = finding('a', { level: 'note', waysOut: [other] });
    const given = { ...props(), findings: [left, finding('b', { level: 'note' })] };
    render(Findings, given);
    const table = screen.getByRole('table', { name: /^Blijft achter/ });
    await user.click(within(table).getByRole('button', { name: /^Begin met oktober 2026/ }));
    expect(given.onOtherRun).toHaveBeenCalledExactlyOnceWith(other);
    expect(screen.getByText('Om te weten (1)')).toBeTruthy();
  });

  test('stand by level, with a way out beside each', async () => {
    const given = props();
    const { container } = render(Findings, given);
    const negative = screen.getByRole('row', { name: /rij 44/ });
    await user.click(within(negative).getByRole('button', { name: 'Laat deze rij weg' }));
    expect(given.onLeaveOut).toHaveBeenCalledWith([{ sheet: '', row: 44 }]);
    expect((await audit(container)).violations).toEqual([]);
  });

  test('a warning is acknowledged with a reason that then stands beside it', async () => {
    const given = props();
    render(Findings, given);
    screen.getByText(/Gelezen door NV, .*: nachtdienst/);
    const double = screen.getByRole('row', { name: /rij 3–4/ });
    await user.click(within(double).getByRole('button', { name: 'Gelezen, dit klopt' }));
    await user.click(screen.getByRole('button', { name: 'Bewaar' }));
    screen.getByText('Schrijf erbij waarom het klopt');
    await user.type(screen.getByRole('textbox'), 'twee diensten');
    await user.click(screen.getByRole('button', { name: 'Bewaar' }));
    expect(given.onChange).toHaveBeenCalledExactlyOnceWith({
      kind: 'acknowledge',
      finding: 'c',
      reason: 'twee diensten',
    });
  });

  test('all that were not read yet are acknowledged at once', async () => {
    const given = props();
    render(Findings, given);
    await user.click(screen.getByRole('button', { name: 'Alles gelezen, dit klopt' }));
    await user.type(screen.getByRole('textbox'), 'gebeld');
    await user.click(screen.getByRole('button', { name: 'Bewaar' }));
    expect(given.onChange).toHaveBeenCalledExactlyOnceWith({
      kind: 'acknowledgeAll',
      findings: ['c', 'd'],
      reason: 'gebeld',
    });
  });

  test('in English too', () => {
    setLanguage('en');
    render(Findings, props());
    expect(screen.getAllByText('Negative hours.')).toHaveLength(5);
  });
});

test('totals stand beside those of last time, and a large difference is said in words', async () => {
  const { container } = render(Totals, {
    lines: [
      total(2, {
        description: 'Normale uren',
        previous: '2846',
        now: '2914.5',
        difference: '68.5',
      }),
      total(16, {
        description: 'Overuren 150 %',
        previous: '12',
        now: '96',
        difference: '84',
        remarkable: true,
      }),
    ],
    control: total(0, { previous: '2858', now: '3010.5', difference: '152.5' }),
    period: november,
    previous: october,
    heldBack: true,
  });
  screen.getByRole('columnheader', { name: 'Oktober (10)' });
  expect(screen.getByRole('row', { name: /Normale uren/ }).textContent).toContain('+68,50');
  expect(screen.getByRole('row', { name: /Overuren/ }).textContent).toContain('Groot verschil');
  screen.getByText('Rijen met een fout tellen nog niet mee');
  expect((await audit(container)).violations).toEqual([]);
});

describe('making the file', () => {
  const props = () => ({
    stops: [],
    advice: {
      administration: 395,
      file: 'uren-395-2026-11.csv',
      year: 2026,
      period: 11,
      distributionUnits: true,
    },
    made: null,
    busy: false,
    locked: false,
    stale: false,
    onMake: vi.fn(),
  });

  test('what stops it is named with the way there, and the button does nothing', async () => {
    const given = {
      ...props(),
      stops: [{ kind: 'errors' as const, text: text('Drie fouten'), count: 3 }],
    };
    const { container } = render(MakeFile, given);
    const held = screen.getByRole('link', { name: 'Drie fouten' });
    const make = screen.getByRole('button', { name: 'Maak bestand' });
    expect(make.getAttribute('aria-disabled')).toBe('true');
    expect(make.classList).not.toContain('primary');
    expect(held.getAttribute('href')).toBe('#hours-errors');
    expect(make.getAttribute('aria-describedby')).toBe(held.closest('ul')?.id);
    await user.click(make);
    expect(given.onMake).not.toHaveBeenCalled();
    expect((await audit(container)).violations).toEqual([]);
  });

  test('the values of the window in Loket stand in its order', async () => {
    const given = props();
    render(MakeFile, given);
    const terms = screen.getAllByRole('term').map((term) => term.textContent);
    expect(terms.slice(2)).toEqual([
      'Bestandsnaam',
      'Aansluiting',
      'Jaar',
      'Periode',
      'Bestandstype',
      'Actie',
      'Verdelingseenheid',
    ]);
    await user.click(screen.getByRole('button', { name: 'Maak bestand' }));
    expect(given.onMake).toHaveBeenCalledOnce();
  });
});
