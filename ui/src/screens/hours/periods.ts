import { words } from '../../words';
import type { PayrollPeriod } from '../../host';

/** A period in words: `november 2026`, `periode 11 van 2026`, `week 45 van 2026`. */
export function formatPeriod({ year, kind, number }: PayrollPeriod): string {
  const w = words().hours.period;
  if (kind === 'month') return w.month(monthName(number), year);
  return kind === 'fourWeeks' ? w.fourWeeks(number, year) : w.week(number, year);
}

/** A period without its year: `november`, `periode 11`, `week 45`. */
export function formatPeriodShort({ kind, number }: PayrollPeriod): string {
  const w = words().hours.period;
  if (kind === 'month') return monthName(number);
  return kind === 'fourWeeks' ? w.fourWeeksShort(number) : w.weekShort(number);
}

/** A period as the head of a column: `November (11)`, `Periode 11`. */
export function formatPeriodHead(period: PayrollPeriod): string {
  const text = formatPeriodShort(period);
  const head = text.charAt(0).toUpperCase() + text.slice(1);
  return period.kind === 'month' ? words().hours.period.column(head, period.number) : head;
}

function monthName(number: number): string {
  return words().record.months[number - 1] ?? String(number);
}

/** How many periods a year has. */
export function periodsOf(kind: PayrollPeriod['kind'], year: number): number {
  if (kind === 'month') return 12;
  return kind === 'fourWeeks' ? 13 : weeksOf(year);
}

/** How many ISO weeks a year has: 53 when it starts on a Thursday, or on a Wednesday in a leap year. */
function weeksOf(year: number): number {
  const startsOn = (first: number) => new Date(Date.UTC(first, 0, 1)).getUTCDay();
  return startsOn(year) === 4 || startsOn(year + 1) === 5 ? 53 : 52;
}

/** The period after this one. */
export function periodAfter({ year, kind, number }: PayrollPeriod): PayrollPeriod {
  return number < periodsOf(kind, year)
    ? { year, kind, number: number + 1 }
    : { year: year + 1, kind, number: 1 };
}
