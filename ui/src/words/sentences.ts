/** Sentences of the records in which something is filled in. */
import type { Who } from '../host';
import { formatDay, formatDaysSince } from './dates';
import { fill } from './record';
import { words } from './words.svelte';

/** A filter setting of the user in Loket by its name here; one that is not known is named as Loket's. */
export function formatFilter(name: string): string {
  const { filters } = words().record;
  const known = name !== 'unknown' && name in filters;
  return known ? filters[name as keyof typeof filters] : fill(filters.unknown, { name });
}

/** Who does a step: the name of the other party, where it has one. */
export function formatWho(who: Who, partner: string): string {
  return who === 'third' && partner !== '' ? partner : words().record.who[who];
}

/** Who signed a dossier off or checked it after that, and when. */
export function formatSignOff(act: 'signed' | 'countersigned', who: string, when: string): string {
  return `${words().record.signOff[act]} ${who}, ${when}.`;
}

/** How many steps are done. `total` are those that apply. */
export function formatProgress(done: number, total: number, notApplicable: number): string {
  const w = words().record.progress;
  const steps = fill(total === 1 ? w.stepsOne : w.steps, {
    done: String(done),
    total: String(total),
  });
  if (notApplicable === 0) return steps;
  return `${steps}, ${fill(w.notApplicable, { count: String(notApplicable) })}`;
}

/** For whom one waits, since when and how long that is. `since` is an ISO 8601 date or UTC moment. */
export function formatWaitingSince(on: string, since: string): string {
  const { record, calendar } = words();
  const days = formatDaysSince(since);
  const isToday = days === calendar.daysAgo(0);
  const waiting = fill(record.waits.since, {
    on,
    day: isToday ? calendar.today : formatDay(since),
  });
  return isToday ? waiting : `${waiting} (${days})`;
}
