import type { PayrollPeriod } from '../host';
import { words } from './words.svelte';

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
