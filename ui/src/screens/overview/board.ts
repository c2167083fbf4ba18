import type { DossierId } from '../../host';
import type { StatusState } from '../../parts/statuses';

/** What a board can be sorted by: its columns, but for the next step. */
export const boardSorts = ['employer', 'handbook', 'status', 'since', 'due'] as const;
export type BoardSort = (typeof boardSorts)[number];

/** One dossier on the board, as it is shown. */
export interface BoardRow {
  id: DossierId;
  employer: string;
  /** Opens the dossier. */
  href: string;
  handbook: string;
  status: StatusState;
  /** What the checks found, in a few words. */
  check?: { text: string; fails: boolean } | undefined;
  /** The colleague it was handed over to. */
  assigned?: string | undefined;
  /** Since when it has this status: ISO 8601 date or UTC moment. */
  since: string;
  /** The next action, and the step it opens. */
  next?: { name: string; href: string } | undefined;
  /** Target date, ISO 8601. */
  due?: string | undefined;
}

/** The dossiers whose turn it is with the same party. */
export interface BoardGroup<Row> {
  title: string;
  /** How many, in words: `6 dossiers`. */
  count: string;
  rows: readonly Row[];
}

/** What an employer's row shows under one handbook. */
export interface CrossCell {
  status: StatusState;
  href: string;
  /** Its progress, in short: `stap 2 van 10, 24 nov`. */
  note?: string;
}

/** An employer with its dossiers by handbook id; no entry is no dossier. */
export interface CrossRow {
  id: string;
  employer: string;
  /** Opens the employer's card; the office itself has none. */
  href?: string;
  cells: Readonly<Record<string, CrossCell>>;
}
