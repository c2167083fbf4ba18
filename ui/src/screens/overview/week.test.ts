import { expect, test } from 'vitest';
import type { DossierId, FailingPlace } from '../../host';
import { boardRow, quietWeek, waiting } from '../../testing/samples';
import { dayOf, turnOf } from './rows';
import { dueItems, failingTexts, share, worsenedItems } from './week';
import { asId } from '../../testing/ids';

const OFFICE = 'Kantoor Voorbeeld';
const ids = (...texts: string[]) => texts.map((text) => asId<DossierId>(text));
const place = (label: string): FailingPlace => ({
  step: asId('rights'),
  label: { nl: label, en: label },
});
const worse = boardRow('worse', 'Bakker', {
  status: { kind: 'problem' },
  next: null,
  signed_off: '2026-09-14T10:00:00Z',
  due: '2026-09-20',
  failing: 2,
  worsened: 1,
  checked: '2026-11-19T10:00:00Z',
  failing_lines: [
    { item: asId('rights'), place: place('De rechten'), last_met: '2026-11-03T10:00:00Z' },
    { item: asId('gone'), place: null, last_met: null },
  ],
});
const rows = [
  boardRow('step', 'Aannemer', { due: '2026-11-18' }),
  boardRow('wait', 'Wasserij', { status: waiting('Keylane', '2026-11-10', '2026-11-20') }),
  worse,
];
const week = { ...quietWeek, due: ids('step', 'wait', 'removed'), worsened: ids('worse') };
const board = { rows, week, today: '2026-11-20', employers: 3 };

test('what is due leads to its step, and says what is to be done or who is waited for', () => {
  const [step, wait, ...more] = dueItems(board, OFFICE);
  expect(more).toEqual([]);
  expect(step).toMatchObject({
    name: 'Aannemer, a.s.r. werkgever',
    href: '#/dossiers/step/stap/make-user',
    details: ['Maak een gebruiker'],
  });
  expect(wait?.details).toEqual(['Wacht op Keylane']);
});

test('what got worse says which line, and when that was in order', () => {
  const [item] = worsenedItems(board, OFFICE);
  expect(item?.href).toBe('#/dossiers/worse');
  expect(item?.details).toEqual(['De rechten (laatst in orde: 3 nov)']);
  expect(failingTexts(worse, false)[1]).toBe('Een vraag die dit handboek niet meer stelt');
});

test('a finished dossier that got worse is yours, and is not late', () => {
  expect(turnOf(worse.summary)).toBe('you');
  expect(dayOf(worse.summary)).toBeUndefined();
});

test('a bar shows a share of the most, and something is never nothing', () => {
  expect([share(0, 50), share(1, 50), share(25, 50), share(50, 50), share(0, 0)]).toEqual([
    0, 4, 50, 100, 0,
  ]);
});
