import { statusOf } from '../../dossier/statuses';
import { inLanguage } from '../../dossier/text';
import type { Board, BoardRow, DossierId, DueHoursRow } from '../../host';
import { hrefTo } from '../../shell/routes';
import { formatDayShort, formatDue, words } from '../../words';
import { dayOf, nameOf } from './rows';

/** A dossier in the week: its name, where it leads, and why it stands there. */
export interface WeekItem {
  id: string;
  name: string;
  href: string;
  /** What is to be done, or the lines that are not in order any more. */
  details: readonly string[];
  /** The day, in words; undefined where it has none. */
  day?: string | undefined;
  late: boolean;
}

/** Rows by the id of their dossier. */
function found(board: Board, ids: readonly DossierId[]): BoardRow[] {
  const rows = new Map(board.rows.map((row) => [row.summary.dossier, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

function hrefOf({ summary: { dossier: id, next } }: BoardRow): string {
  return next ? hrefTo({ name: 'step', id, step: next.step }) : hrefTo({ name: 'dossier', id });
}

/** What is due, the oldest day first. */
export function dueItems(board: Board, office: string): WeekItem[] {
  return found(board, board.week.due).map((row) => {
    const { summary } = row;
    const day = dayOf(summary);
    const due = day === undefined ? undefined : formatDue(day);
    const status = statusOf(summary.status);
    const waits = status.name === 'waiting' ? words().parts.status.waiting(status.on) : undefined;
    const next = waits ?? (summary.next ? inLanguage(summary.next.title) : undefined);
    return {
      ...{ id: summary.dossier, name: nameOf(row, office), href: hrefOf(row) },
      details: next === undefined ? [] : [next],
      day: due?.text,
      late: due?.late ?? false,
    };
  });
}

/** Hours that are due, the oldest day first: each leads to its run, or to the start of one. */
export function hoursDueItems(rows: readonly DueHoursRow[]): WeekItem[] {
  const w = words().overview.hours;
  return rows.map(({ due, employer, period, late }) => {
    const { run, administration } = due;
    const start = hrefTo({ name: 'hours' }, { werkgever: due.employer });
    const about = w.due(inLanguage(period));
    return {
      id: `hours ${due.employer} ${administration}`,
      name: employer,
      href: run === null ? start : hrefTo({ name: 'hoursRun', run }),
      details: [run === null ? `${about}: ${w.notStarted}` : about],
      day: formatDue(due.day).text,
      late,
    };
  });
}

/** The lines of a dossier that fail, each with since when; `worsened` only those that were in order before. */
export function failingTexts({ summary }: BoardRow, worsened: boolean): string[] {
  const w = words().week;
  const lines = (summary.failing_lines ?? []).filter((one) => !worsened || one.last_met !== null);
  return lines.map(({ place, last_met }) => {
    const label = place ? inLanguage(place.label) : w.goneLine;
    return last_met === null ? label : `${label} (${w.lastMet(formatDayShort(last_met))})`;
  });
}

/** What was in order and is not now, with the lines it is about. */
export function worsenedItems(board: Board, office: string): WeekItem[] {
  return found(board, board.week.worsened).map((row) => ({
    ...{ id: row.summary.dossier, name: nameOf(row, office) },
    href: hrefTo({ name: 'dossier', id: row.summary.dossier }),
    details: failingTexts(row, true),
    late: false,
  }));
}

/** The share of the largest, in percent; a little of something stays visible. */
export function share(count: number, most: number): number {
  return count === 0 || most === 0 ? 0 : Math.max(4, Math.round((100 * count) / most));
}
