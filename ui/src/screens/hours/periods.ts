import type { PayrollPeriod } from '../../host';

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
