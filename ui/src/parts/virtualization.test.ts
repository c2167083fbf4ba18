import { describe, expect, test } from 'vitest';
import { piecesOf, rowAt, startsOf } from './virtualization';

const even = startsOf(1000, () => 40);

describe('where rows are', () => {
  test('each row starts where the one before ends', () => {
    expect([...startsOf(3, (index) => [10, 20, 30][index] ?? 0)]).toEqual([0, 10, 30, 60]);
  });

  test.each([
    [-500, 0],
    [0, 0],
    [39, 0],
    [40, 1],
    [39_999, 999],
    [1e9, 999],
  ])('position %d is in row %d', (position, row) => {
    expect(rowAt(even, position)).toBe(row);
  });

  test('an empty list has no other row than the first', () => {
    expect(
      rowAt(
        startsOf(0, () => 40),
        100,
      ),
    ).toBe(0);
  });
});

describe('what is rendered', () => {
  const length = (pieces: ReturnType<typeof piecesOf>) =>
    pieces.reduce((sum, piece) => sum + (piece.kind === 'gap' ? piece.size : 40), 0);
  const rows = (pieces: ReturnType<typeof piecesOf>) =>
    pieces.flatMap((piece) => (piece.kind === 'row' ? [piece.index] : []));

  test('only the rows in view, and the list keeps its length', () => {
    const pieces = piecesOf(even, 100, 104, undefined);
    expect(rows(pieces)).toEqual([100, 101, 102, 103, 104]);
    expect(length(pieces)).toBe(40_000);
  });

  test('the row with the focus stays, before or after the view', () => {
    for (const kept of [3, 900]) {
      const pieces = piecesOf(even, 100, 101, kept);
      expect(rows(pieces).sort((a, b) => a - b)).toEqual([100, 101, kept].sort((a, b) => a - b));
      expect(length(pieces)).toBe(40_000);
    }
  });

  test('the first gap is always there, also empty', () => {
    expect(piecesOf(even, 0, 999, undefined)[0]).toEqual({ kind: 'gap', id: 'before', size: 0 });
    expect(
      piecesOf(
        startsOf(0, () => 40),
        0,
        0,
        undefined,
      ),
    ).toEqual([{ kind: 'gap', id: 'before', size: 0 }]);
  });

  test('gaps have different names, so that no row is made anew', () => {
    const gaps = piecesOf(even, 100, 101, 900).flatMap((piece) =>
      piece.kind === 'gap' ? [piece.id] : [],
    );
    expect(new Set(gaps).size).toBe(gaps.length);
    expect(gaps).toHaveLength(3);
  });
});

test('a row that stays is the same piece, so that it is left as it is', () => {
  const row = (first: number) =>
    piecesOf(even, first, first + 10, undefined).find(
      (one) => one.kind === 'row' && one.index === 8,
    );
  expect(row(5)).toBe(row(7));
});
