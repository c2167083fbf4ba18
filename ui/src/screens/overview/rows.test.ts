import { expect, test } from 'vitest';
import { boardRow, sam, waiting } from '../../testing/samples';
import { parseBoardView, boardViewQuery, type BoardView } from './boardView';
import {
  chosenRows,
  colleaguesOf,
  crossRows,
  finishedInMonth,
  handbooksOf,
  isLate,
  lineOf,
  turnOf,
} from './rows';
import { asId } from '../../testing/ids';

const OFFICE = 'Kantoor Voorbeeld';
const first = parseBoardView({});
const choose = (over: Partial<BoardView>): BoardView => ({ ...first, ...over });

const cafe = boardRow('cafe', 'Café De Proef', {
  due: '2026-11-20',
  employer: asId('e2'),
  actor: sam,
});
const done = boardRow('done', 'Bloemist', {
  employer: asId('e5'),
  status: { kind: 'done' },
  next: null,
  signed_off: '2026-11-14T10:00:00Z',
  due: '2026-11-01',
});
const rows = [
  cafe,
  boardRow('late', 'Hoveniers', {
    employer: asId('e3'),
    status: waiting('werkgever', '2026-11-12', '2026-11-19'),
  }),
  boardRow('none', 'Aannemer', { employer: asId('e4'), status: { kind: 'notStarted' } }),
  done,
  boardRow('office', null, {
    employer: null,
    handbook: asId('asr-kantoor'),
    short: { nl: 'a.s.r. kantoor', en: 'a.s.r. office' },
    status: { kind: 'problem' },
    due: '2026-12-01',
  }),
];
const ids = (choice: BoardView) =>
  chosenRows(rows, choice, OFFICE).map(({ summary }) => summary.dossier);

test('whose turn it is follows from the status', () => {
  expect(rows.map(({ summary }) => turnOf(summary))).toEqual([
    'you',
    'others',
    'you',
    'done',
    'you',
  ]);
});

test('the first to fall due comes first; without a day last, and equal ones by name', () => {
  expect(ids(first)).toEqual(['late', 'cafe', 'office', 'none', 'done']);
});

test('turned around, what has no day still comes last', () => {
  expect(ids(choose({ down: true }))).toEqual(['office', 'cafe', 'late', 'none', 'done']);
});

test('by employer as a Dutch reader looks, the office under its own name', () => {
  expect(ids(choose({ sort: 'employer' }))).toEqual(['none', 'done', 'cafe', 'late', 'office']);
});

test('by status in the order of the wording set', () => {
  expect(ids(choose({ sort: 'status' }))).toEqual(['none', 'cafe', 'late', 'office', 'done']);
});

test('filters work together', () => {
  expect(ids(choose({ status: 'waiting' }))).toEqual(['late']);
  expect(ids(choose({ handbook: 'asr-kantoor' }))).toEqual(['office']);
  expect(ids(choose({ colleague: 'Sam Proef' }))).toEqual(['cafe']);
  expect(ids(choose({ colleague: 'Sam Proef', status: 'waiting' }))).toEqual([]);
});

test('a wait is late by its own day, what is finished never', () => {
  const late = rows.filter(({ summary }) => isLate(summary, '2026-11-20'));
  expect(late.map(({ summary }) => summary.dossier)).toEqual(['late']);
});

test('a line opens the dossier, its next step opens the step', () => {
  const line = lineOf(cafe, OFFICE);
  expect(line.href).toBe('#/dossiers/cafe');
  expect(line.next).toEqual({ name: 'Maak een gebruiker', href: '#/dossiers/cafe/stap/make-user' });
});

test('what the status says already is not said again as the next step', () => {
  const wait = boardRow('w', 'Wasserij', {
    status: waiting('Keylane', '2026-11-10', '2026-11-19'),
    next: { step: asId('s'), title: { nl: 'Wacht op Keylane', en: 'Wait for Keylane' } },
  });
  expect(lineOf(wait, OFFICE).next?.name).toBe('Naar de stap');
});

test('finished this month or before', () => {
  expect(finishedInMonth(done.summary, '2026-11-30')).toBe(true);
  expect(finishedInMonth(done.summary, '2026-12-01')).toBe(false);
});

test('per employer an open dossier tells more than a finished one, and the newest of two more', () => {
  const two = [
    boardRow('old', 'Bakker', { status: { kind: 'done' }, signed_off: '2026-11-19T10:00:00Z' }),
    boardRow('open', 'Bakker', { status: { kind: 'busy' }, changed: '2026-01-01T10:00:00Z' }),
    boardRow('older', 'Bakker', { status: { kind: 'problem' }, changed: '2025-01-01T10:00:00Z' }),
  ];
  const [line, ...others] = crossRows(two, OFFICE);
  expect(others).toEqual([]);
  expect(line?.cells['asr-werkgever']?.href).toBe('#/dossiers/open');
  expect(line?.cells['asr-werkgever']?.note).toBe('stap 2 van 12');
});

test('per employer the step is counted without the steps that do not apply, as in the dossier', () => {
  const all = [
    boardRow('open', 'Bakker', { status: { kind: 'busy' }, done: 5, set_aside: 1, total: 7 }),
  ];
  const [line] = crossRows(all, OFFICE);
  expect(line?.cells['asr-werkgever']?.note).toBe('stap 6 van 6');
});

test('per employer the dossiers of the office come first, under its own name and without a card', () => {
  const lines = crossRows(rows, OFFICE);
  expect(lines.map(({ employer }) => employer)).toEqual([
    OFFICE,
    'Aannemer',
    'Bloemist',
    'Café De Proef',
    'Hoveniers',
  ]);
  expect(lines[0]?.href).toBeUndefined();
  expect(lines[0]?.cells['asr-kantoor']?.href).toBe('#/dossiers/office');
  expect(lines[1]?.href).toBe('#/werkgevers/e4');
});

test('a dossier is as it is since it came to its status, not since it last changed', () => {
  const changed = boardRow('a', 'Bakker', {
    since: '2026-11-02T10:00:00Z',
    changed: '2026-11-19T10:00:00Z',
  });
  expect(lineOf(changed, OFFICE).since).toBe('2026-11-02T10:00:00Z');
  const wait = boardRow('b', 'Bakker', { status: waiting('Loket', '2026-11-10', '2026-11-19') });
  expect(lineOf(wait, OFFICE).since).toBe('2026-11-10');
});

test('only what occurs can be filtered by', () => {
  expect(handbooksOf(rows).map(({ title }) => title)).toEqual([
    'a.s.r. kantoor',
    'a.s.r. werkgever',
  ]);
  expect(colleaguesOf(rows)).toEqual(['Noor Voorbeeld', 'Sam Proef']);
});

test('the choice survives the address, and an unknown one is as at first', () => {
  const choice = choose({
    sort: 'since',
    down: true,
    view: 'cross',
    allDone: true,
    status: 'busy',
  });
  expect(parseBoardView(boardViewQuery(choice))).toEqual(choice);
  expect(boardViewQuery(first)).toEqual({});
  expect(parseBoardView({ sorteer: 'x', status: '<b>', weergave: 'y' })).toEqual(first);
});
