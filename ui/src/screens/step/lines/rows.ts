import type { Answer, Column, Personal } from '../../../host';
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

const isBlank = (row: readonly string[]) => row.every((cell) => cell.trim() === '');

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
