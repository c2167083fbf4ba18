/** Calculations for a virtualized list. Sizes in CSS pixels. */

/** A piece of the list: one row, or a gap in place of rows out of view. */
export type VirtualPiece =
  { kind: 'row'; index: number } | { kind: 'gap'; id: string; size: number };

/** The pieces of single rows, by index: the same object each time, so that a row in view is not re-rendered. */
const rowPieces: VirtualPiece[] = [];

function rowPiece(index: number): VirtualPiece {
  return (rowPieces[index] ??= { kind: 'row', index });
}

/** Where each row starts, plus one entry for the total height. */
export function startsOf(count: number, sizeOf: (index: number) => number): Float64Array {
  const starts = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) {
    starts[index + 1] = (starts[index] ?? 0) + sizeOf(index);
  }
  return starts;
}

/** The row that covers `position`; before the list its first row, after it its last. */
export function rowAt(starts: Float64Array, position: number): number {
  let low = 0;
  let high = Math.max(0, starts.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The pieces to render: rows `first` to `last`, and `kept` (the row that has the focus) wherever it
 * is. The gap before the first row is always there: the list measures its place by it.
 */
export function piecesOf(
  starts: Float64Array,
  first: number,
  last: number,
  kept: number | undefined,
): VirtualPiece[] {
  const count = starts.length - 1;
  const start = (index: number) => starts[index] ?? 0;
  const shown = new Set<number>();
  for (let index = Math.max(0, first); index <= Math.min(last, count - 1); index++)
    shown.add(index);
  if (kept !== undefined && kept < count) shown.add(kept);

  const pieces: VirtualPiece[] = [];
  let next = 0;
  for (const index of [...shown].sort((a, b) => a - b)) {
    const size = start(index) - start(next);
    if (size > 0 || pieces.length === 0) {
      pieces.push({ kind: 'gap', id: pieces.length === 0 ? 'before' : `gap-${index}`, size });
    }
    pieces.push(rowPiece(index));
    next = index + 1;
  }
  const rest = start(count) - start(next);
  if (rest > 0 || pieces.length === 0) {
    pieces.push({ kind: 'gap', id: pieces.length === 0 ? 'before' : 'after', size: rest });
  }
  return pieces;
}
