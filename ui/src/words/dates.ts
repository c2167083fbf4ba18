import { words } from './words.svelte';

/**
 * Moments are UTC in the records (ISO 8601, as in `2026-11-20T13:02:00Z`) and Dutch time on screen,
 * wherever the machine stands: the day a wage tax deadline falls on is a Dutch day.
 */
const zone = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});

interface Day {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

interface Clock extends Day {
  hour: number;
  minute: number;
}

const MINUTE = 60_000;
/** How many minutes are remembered. */
const MOST = 500;
const clocks = new Map<number, Clock>();

/** A moment as a Dutch clock shows it. Lists ask for the same minutes again and again, and most of all for now. */
function dutch(moment: Date): Clock {
  const minute = Math.floor(moment.getTime() / MINUTE);
  const known = clocks.get(minute);
  if (known) return known;
  if (clocks.size >= MOST) clocks.clear();
  const clock = read(moment);
  clocks.set(minute, clock);
  return clock;
}

function read(moment: Date): Clock {
  const found: Record<string, number> = {};
  for (const { type, value } of zone.formatToParts(moment)) found[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found;
  return { year, month, day, hour, minute };
}

/** The day of a plain date (`2026-11-24`) or, for a moment, its Dutch day. */
function dayOf(date: string): Day {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!plain) return dutch(new Date(date));
  return { year: Number(plain[1]), month: Number(plain[2]), day: Number(plain[3]) };
}

function serial({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

function written(day: Day, today: Day, months: readonly string[]): string {
  const name = `${day.day} ${months[day.month - 1] ?? ''}`;
  return day.year === today.year ? name : `${name} ${day.year}`;
}

/** The time of a moment: `14.02`. */
export function formatTime(moment: string): string {
  const { hour, minute } = dutch(new Date(moment));
  return words().calendar.time(hour, String(minute).padStart(2, '0'));
}

/** A day in full: `24 november`; with the year when that is not this year. */
export function formatDay(date: string, now = new Date()): string {
  return written(dayOf(date), dutch(now), words().record.months);
}

/** A date of which the day or the month can be missing, always with its year: `25 augustus 2016`, `augustus 2016`, `2016`. */
export function formatPartOfDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  const name = month === undefined ? undefined : words().record.months[Number(month) - 1];
  const parts = [day === undefined ? undefined : String(Number(day)), name, year];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** A day for a table: `16 nov`, or `vandaag`. */
export function formatDayShort(date: string, now = new Date()): string {
  const today = dutch(now);
  const day = dayOf(date);
  if (serial(day) === serial(today)) return words().calendar.today;
  return written(day, today, words().calendar.monthsShort);
}

/** A moment in full: `20 november 14.02`. For what was read: it stays true when the page is printed. */
export function formatMoment(moment: string, now = new Date()): string {
  return words().calendar.at(formatDay(moment, now), formatTime(moment));
}

/** A moment near to the reader: `vandaag 14.02`, otherwise as {@link formatMoment}. */
export function formatRecent(moment: string, now = new Date()): string {
  const isToday = serial(dayOf(moment)) === serial(dutch(now));
  return isToday
    ? words().calendar.at(words().calendar.today, formatTime(moment))
    : formatMoment(moment, now);
}

/** A span in the two largest units that say something: `1 dag en 1 uur`, `7 minuten`. */
export function formatSpan(seconds: number): string {
  const { span } = words().connection.signIn;
  const minutes = Math.max(1, Math.round(seconds / 60));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const parts = [
    days > 0 ? span.days(days) : '',
    hours > 0 ? span.hours(hours) : '',
    days === 0 && minutes % 60 > 0 ? span.minutes(minutes % 60) : '',
  ];
  return parts.filter((part) => part !== '').join(span.and);
}

/** A target date for a table, and whether it has passed: `19 nov, te laat`. Lateness is in the words. */
export function formatDue(date: string, now = new Date()): { text: string; late: boolean } {
  const short = formatDayShort(date, now);
  const late = serial(dayOf(date)) < serial(dutch(now));
  return { text: late ? words().calendar.late(short) : short, late };
}

/** How many Dutch days ago something was, never below zero: `2 dagen`. */
export function formatDaysSince(date: string, now = new Date()): string {
  const days = serial(dutch(now)) - serial(dayOf(date));
  return words().calendar.daysAgo(Math.max(0, days));
}

/** Today in full, with a capital: `Vrijdag 20 november 2026`. */
export function formatToday(now = new Date()): string {
  const { days } = words().calendar;
  const { months } = words().record;
  const today = dutch(now);
  const weekday =
    days[new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()] ?? '';
  const name = `${weekday} ${today.day} ${months[today.month - 1] ?? ''} ${today.year}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
