import { expect, test } from 'vitest';
import { boardRow, packed, quietWeek, sam, waiting } from '../testing/samples';
import { unpacked } from './board';
import { asId } from '../testing/ids';

const rows = [
  boardRow('a', 'Bakker', {
    failing: 2,
    worsened: 1,
    checked: '2026-11-20T10:00:00Z',
    actor: sam,
    assigned: sam,
    failing_lines: [{ item: asId('rights'), place: null, last_met: null }],
  }),
  boardRow('b', null, { employer: null, next: null, failing: 0, worsened: 0, checked: null }),
  boardRow('c', null, {
    ...{ due: '2026-12-01', signed_off: '2026-11-20T10:00:00Z', set_aside: 3 },
    ...{ status: waiting('Loket', '2026-11-10', '2026-11-19'), version: 4 },
    ...{ failing: 0, worsened: 0, checked: '2026-11-20T10:00:00Z' },
  }),
];
const board = { rows, week: quietWeek, today: '2026-11-20', employers: 7 };

test('what was packed is whole again', () => {
  expect(unpacked(packed(board))).toEqual(board);
});

test('what many rows say is one text for all of them', () => {
  const { books, ...rest } = packed({
    ...board,
    rows: [rows[0], rows[0]].flatMap((row) => row ?? []),
  });
  const same = rest.rows.map((row) => ({ ...row, book: 0 }));
  const [first, second] = unpacked({ ...rest, books, rows: same }).rows;
  expect(first?.summary.short).toBe(second?.summary.short);
});

test('a row that names what is not there is no row', () => {
  expect(() => unpacked({ ...packed(board), books: [] })).toThrow();
});
