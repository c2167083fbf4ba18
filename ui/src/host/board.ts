import type { PackedBoard, PackedRow, Summary, Week } from './bindings';

/** A dossier on the board. */
export interface BoardRow {
  /** The dossier in one row. */
  summary: Summary;
  /** Name of the employer; none for the office itself. */
  employer: string | null;
}

/** All dossiers. */
export interface Board {
  /** One row per dossier, in no particular order. */
  rows: readonly BoardRow[];
  /** What the week brings. */
  week: Week;
  /** The current date: yyyy-mm-dd. */
  today: string;
  /** How many employers there are, with or without dossiers. */
  employers: number;
}

/** Unpacks a board: texts shared by many rows are sent once. */
export function unpacked({
  books,
  of,
  steps,
  actors,
  rows,
  week,
  today,
  employers,
}: PackedBoard): Board {
  const whole = (row: PackedRow): BoardRow => {
    const { dossier, status, since, due, changed, signed_off } = row;
    const [book, actor] = [books[row.book], actors[row.actor]];
    if (!book || !actor) throw new Error('a row names what is not there');
    const employer = row.of === null ? undefined : of[row.of];
    const next = row.next === null ? null : (steps[row.next] ?? null);
    const { failing = 0, worsened = 0, lines = [], checked = null } = row.checks ?? {};
    const [done, set_aside] = row.steps;
    return {
      summary: {
        ...{ dossier, handbook: book.handbook, short: book.short, version: book.version },
        ...{
          employer: employer?.id ?? null,
          status,
          since,
          next,
          done,
          set_aside,
          total: book.total,
        },
        assigned: row.assigned === null ? null : (actors[row.assigned] ?? null),
        failing_lines: lines,
        ...{ due, changed, actor, failing, worsened, checked, signed_off },
      },
      employer: employer?.name ?? null,
    };
  };
  return { rows: rows.map(whole), week, today, employers };
}
