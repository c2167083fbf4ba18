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

/**
 * A typed day as yyyy-mm-dd; undefined when it does not exist. Takes 24-11-2026, 24/11/2026, 24.11.26, and 24-11
 * for the nearest such day: a year is left out of days that are near.
 */
export function readDay(typed: string, now = today()): string | undefined {
  const bare = typed.trim();
  const dutch = /^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?$/.exec(bare);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare);
  const [year, month, day] = dutch ? [dutch[3], dutch[2], dutch[1]] : iso ? iso.slice(1) : [];
  if (month === undefined || day === undefined) return undefined;
  if (year !== undefined) return existing(year.length === 2 ? `20${year}` : year, month, day);
  const around = Number(now.slice(0, 4));
  const candidates = [around - 1, around, around + 1].map((year) =>
    existing(`${year}`, month, day),
  );
  return candidates
    .filter((found) => found !== undefined)
    .sort((one, other) => distance(one, now) - distance(other, now))[0];
}

/** The number of days between two dates, whichever comes first. */
function distance(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other));
}

function existing(year: string, month: string, day: string): string | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
  return exists ? written : undefined;
}

/** A typed day with its year, as it is shown in a field; what is no day stays as typed. */
export function completedDay(typed: string): string {
  const day = readDay(typed);
  return day === undefined ? typed : dayInField(day);
}

/** The days of a month in weeks from Monday; other months' days are undefined. `month` is yyyy-mm. */
export function weeksOf(month: string): readonly (readonly (string | undefined)[])[] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const days = Array.from({ length: Math.ceil((before + count) / 7) * 7 }, (_, index) => {
    const day = index - before + 1;
    return day < 1 || day > count ? undefined : `${month}-${String(day).padStart(2, '0')}`;
  });
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** The same day a number of months later; the last of that month when it is shorter. */
export function monthsAfter(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  const month = date.toISOString().slice(0, 7);
  const last =
    weeksOf(month)
      .flat()
      .findLast((one) => one !== undefined) ?? `${month}-28`;
  const same = `${month}-${day.slice(8)}`;
  return same > last ? last : same;
}
