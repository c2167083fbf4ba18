const dutchDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The current date in the Netherlands: yyyy-mm-dd. */
export function today(now = new Date()): string {
  // By parts: the order in which a locale writes them differs between engines.
  const parts = dutchDay.formatToParts(now);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The date a number of days after another: yyyy-mm-dd. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** A date as shown in a field: 24-11-2026 for 2026-11-24. Anything else is returned unchanged. */
export function dayInField(day: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return found ? `${found[3] ?? ''}-${found[2] ?? ''}-${found[1] ?? ''}` : day;
}

/** A typed day as yyyy-mm-dd; undefined when it does not exist. Takes 24-11-2026, 24/11/2026, 24.11.26. */
export function readDay(typed: string): string | undefined {
  const bare = typed.trim();
  const dutch = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(bare);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare);
  const [year, month, day] = dutch ? [dutch[3], dutch[2], dutch[1]] : iso ? iso.slice(1) : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const full = year.length === 2 ? `20${year}` : year;
  const written = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
  return exists ? written : undefined;
}
