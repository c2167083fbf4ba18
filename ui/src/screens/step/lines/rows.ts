import { inLanguage } from '../../../dossier/text';
import type { Answer, Column, LoketChoice, Personal } from '../../../host';
import { formatForField } from '../../../dossier/formatAnswer';

/** Rows as shown in controls. */
export interface Rows {
  rows: readonly (readonly string[])[];
  /** Confirmed that there are none. */
  none: boolean;
}

/** The rows of an answer as shown in controls. Sealed values are empty. */
export function rowsOf(answer: Answer | null | undefined, columns: readonly Column[]): Rows {
  if (answer?.kind !== 'rows') return { rows: [], none: false };
  const cell = (row: readonly Personal[], column: Column, place: number) =>
    formatForField(column.type, row[place]?.clear ?? '');
  return {
    rows: answer.rows.map((row) => columns.map((column, place) => cell(row, column, place))),
    none: answer.none,
  };
}

export const isBlank = (row: readonly string[]) => row.every((cell) => cell.trim() === '');

/** The answer of rows. Empty rows are left out; no rows at all is no answer. */
export function answerOf({ rows, none }: Rows): Answer | null {
  const filled = rows.filter((row) => !isBlank(row));
  if (filled.length === 0 && !none) return null;
  return {
    kind: 'rows',
    rows: filled.map((row) => row.map((clear) => ({ clear }))),
    none: none && filled.length === 0,
  };
}

/** Whether a value in an answer is sealed: then none of its rows can be changed. */
export function isSealed(answer: Answer | null | undefined): boolean {
  return (
    answer?.kind === 'rows' &&
    answer.rows.some((row) => row.some((value) => value.sealed !== undefined))
  );
}

/** Rows with the key of each. */
export interface KeyedRows {
  rows: Rows['rows'];
  keys: readonly number[];
}

/**
 * The keys of rows that were others before: a row keeps its key wherever it goes, also while it is
 * edited in its place; a row that is new gets a fresh one.
 */
export function keysOf(
  before: KeyedRows,
  rows: Rows['rows'],
  fresh: () => number,
): readonly number[] {
  const texts = before.rows.map((cells) => JSON.stringify(cells));
  const free = new Set(before.keys.keys());
  const found = new Map<number, number>();
  const take = (row: number, place: number) => {
    free.delete(place);
    found.set(row, place);
  };
  rows.forEach((cells, row) => {
    if (texts[row] === JSON.stringify(cells)) take(row, row);
  });
  rows.forEach((cells, row) => {
    if (found.has(row)) return;
    const text = JSON.stringify(cells);
    const place = [...free].find((one) => texts[one] === text);
    if (place !== undefined) take(row, place);
  });
  rows.forEach((_, row) => {
    if (!found.has(row) && free.has(row)) take(row, row);
  });
  return rows.map((_, row) => before.keys[found.get(row) ?? -1] ?? fresh());
}

/** What can be chosen in a column: its own options, or what Loket has, by name. */
export function optionsFor(
  column: Column,
  choices: readonly LoketChoice[],
): { value: string; text: string }[] {
  if (column.type === 'choice') {
    return (column.options ?? []).map(({ id, text }) => ({ value: id, text: inLanguage(text) }));
  }
  return choices.map(({ value, name }) => ({ value, text: `${value} ${name.clear ?? ''}`.trim() }));
}

/** Rows with one value changed; missing rows up to it are added. */
export function withCell(
  rows: Rows['rows'],
  row: number,
  place: number,
  text: string,
  width: number,
): string[][] {
  const next = rows.map((cells) => [...cells]);
  while (next.length <= row) next.push(Array<string>(width).fill(''));
  const changed = next[row];
  if (changed) changed[place] = text;
  return next;
}
