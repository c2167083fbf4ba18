import { statusOf } from '../../dossier/statuses';
import { inLanguage, wordsOf } from '../../dossier/text';
import type { Actor, BoardRow, EmployerId, HandbookId, Personal, Summary } from '../../host';
import type { BoardRow as Line, CrossCell, CrossRow } from './board';
import { hrefTo } from '../../shell/routes';
import { formatDayShort, formatDue, words } from '../../words';
import { filterStatuses, type BoardView } from './boardView';

/** Whose turn it is. */
export type Turn = 'you' | 'others' | 'done';

/** Names are Dutch, so both languages sort them in Dutch collation. */
const collator = new Intl.Collator('nl', { numeric: true, sensitivity: 'base' });
/** Sorts after every date. */
const NEVER = '9999-12-31';

/** Whose turn a dossier is. */
export function turnOf({ status }: Summary): Turn {
  if (status.kind === 'done') return 'done';
  return status.kind === 'waiting' ? 'others' : 'you';
}

/** The day that matters next: to ask again while waiting, else when it should be done. */
export function dayOf({ status, due, signed_off }: Summary): string | undefined {
  if (status.kind === 'waiting') return status.due;
  // What was finished and got worse since has no day of its own.
  return signed_off !== null ? undefined : (due ?? undefined);
}

/** Since when it is so: a wait by its own day, anything else since it came to its status. */
function sinceOf({ status, since }: Summary): string {
  return status.kind === 'waiting' ? status.since : since;
}

/** Whether the day that matters has passed. */
export function isLate(summary: Summary, today: string): boolean {
  const day = dayOf(summary);
  return day !== undefined && day < today;
}

/** Whether the check results of a dossier match the filter. */
function fitsCheck({ failing = 0, worsened = 0, checked }: Summary, check: string): boolean {
  if (check === 'failing') return failing > 0;
  if (check === 'worsened') return worsened > 0;
  return check !== 'never' || !checked;
}

/** What the checks in Loket found, in a few words; none while it was never asked. */
function checkOf({ failing = 0, worsened = 0, checked }: Summary): Line['check'] {
  const w = words().checks.board.row;
  if (!checked) return undefined;
  const day = w.checked(formatDayShort(checked));
  if (failing === 0) return { text: day, fails: false };
  const said = worsened > 0 ? w.worsened(worsened) : w.failing(failing);
  return { text: `${said}, ${day}`, fails: true };
}

/** Whom a dossier waits for, however that was typed: to compare. */
export function partyKey(on: Personal): string {
  return wordsOf(on).trim().toLowerCase();
}

/** Whom it waits for, to compare; undefined when it does not wait. */
function partyOf({ status }: Summary): string | undefined {
  return status.kind === 'waiting' ? partyKey(status.on) : undefined;
}

/** Whose it is: the colleague it was handed over to, or else who did something last. */
function colleagueOf({ assigned, actor }: Summary): string {
  return (assigned ?? actor).name;
}

/** Whether a row passes the filters. */
function fits({ summary }: BoardRow, choice: BoardView): boolean {
  return (
    (choice.handbook === '' || summary.handbook === choice.handbook) &&
    (choice.status === '' || summary.status.kind === choice.status) &&
    fitsCheck(summary, choice.check) &&
    (choice.party === '' || partyOf(summary) === choice.party) &&
    (choice.colleague === '' || colleagueOf(summary) === choice.colleague)
  );
}

/** What a row is sorted by, as a text that sorts. */
function sortKey(row: BoardRow, sort: BoardView['sort'], office: string): string {
  const { summary } = row;
  switch (sort) {
    case 'employer':
      return row.employer ?? office;
    case 'handbook':
      return inLanguage(summary.short);
    case 'status':
      return String(filterStatuses.indexOf(summary.status.kind));
    case 'since':
      return sinceOf(summary);
    case 'due':
      return dayOf(summary) ?? NEVER;
  }
}

function compare<Key extends string | number>(a: Key, b: Key): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The rank of each name in sorted order. Comparing ranks is far cheaper than collating names, and names
 * repeat in thousands of rows.
 */
function ranksOf(names: Iterable<string>): Map<string, number> {
  const sorted = [...new Set(names)].sort(collator.compare);
  const places = new Map<string, number>();
  let [place, before] = [0, ''];
  for (const name of sorted) {
    if (collator.compare(before, name) !== 0) place += 1;
    places.set(name, place);
    before = name;
  }
  return places;
}

/** The rows that pass the filters, in the order that was asked for; equal ones by employer. */
export function chosenRows(
  rows: readonly BoardRow[],
  choice: BoardView,
  office: string,
): readonly BoardRow[] {
  const chosen = rows.filter((row) => fits(row, choice));
  const employers = ranksOf(chosen.map(({ employer }) => employer ?? office));
  const keys = chosen.map((row) => sortKey(row, choice.sort, office));
  const isNamed = choice.sort === 'employer' || choice.sort === 'handbook';
  const places = isNamed ? ranksOf(keys) : undefined;
  const keyed = chosen.map((row, nth) => {
    const key = keys[nth] ?? '';
    const name = employers.get(row.employer ?? office) ?? 0;
    return { row, key: places?.get(key) ?? key, name };
  });
  const way = choice.down ? -1 : 1;
  keyed.sort((a, b) => {
    // A dossier without a day comes last, also when the latest day comes first.
    if (choice.sort === 'due' && (a.key === NEVER) !== (b.key === NEVER))
      return a.key === NEVER ? 1 : -1;
    return way * compare(a.key, b.key) || a.name - b.name;
  });
  return keyed.map(({ row }) => row);
}

/** What the next action is called; a step that only says what the status says is not said again. */
function nextName({ status }: Summary, title: string): string {
  if (status.kind !== 'waiting') return title;
  const said = words().parts.status.waiting(wordsOf(status.on));
  return title.toLowerCase() === said.toLowerCase() ? words().overview.toStep : title;
}

/** A row as the board shows it. */
export function lineOf({ summary, employer }: BoardRow, office: string): Line {
  const { dossier, next } = summary;
  return {
    id: dossier,
    employer: employer ?? office,
    href: hrefTo({ name: 'dossier', id: dossier }),
    handbook: inLanguage(summary.short),
    status: statusOf(summary.status),
    check: checkOf(summary),
    assigned: summary.assigned?.name,
    since: sinceOf(summary),
    next: next
      ? {
          name: nextName(summary, inLanguage(next.title)),
          href: hrefTo({ name: 'step', id: dossier, step: next.step }),
        }
      : undefined,
    due: dayOf(summary),
  };
}

/** Whether a dossier was finished in the month of a day. */
export function finishedInMonth({ signed_off }: Summary, today: string): boolean {
  return signed_off?.slice(0, 7) === today.slice(0, 7);
}

function noteOf(summary: Summary): string | undefined {
  const w = words().overview;
  if (summary.status.kind === 'waiting') return w.since(formatDayShort(summary.status.since));
  if (summary.status.kind === 'done') return formatDayShort(sinceOf(summary));
  const due = summary.due === null ? undefined : formatDue(summary.due).text;
  if (summary.status.kind === 'notStarted') return due;
  // Counted as on the dossier page and in the report: without the steps that do not apply.
  const counting = summary.total - summary.set_aside;
  const step = w.stepOf(Math.min(summary.done + 1, counting), counting);
  return due === undefined ? step : `${step}, ${due}`;
}

function cellOf(summary: Summary): CrossCell {
  const note = noteOf(summary);
  return {
    status: statusOf(summary.status),
    href: hrefTo({ name: 'dossier', id: summary.dossier }),
    ...(note === undefined ? {} : { note }),
  };
}

/**
 * Whether one dossier is more relevant than another of the same handbook: an open one, otherwise the
 * newest.
 */
function isMoreRelevant(one: Summary, other: Summary): boolean {
  const [open, otherOpen] = [one.signed_off === null, other.signed_off === null];
  return open === otherOpen ? one.changed > other.changed : open;
}

/** The id of the row of the office itself: no employer has it. */
const OFFICE_ROW = 'office';

/**
 * The board per employer: a row for each, with the most relevant dossier for each handbook. The
 * dossiers of the office itself come first, under its own name.
 */
export function crossRows(rows: readonly BoardRow[], office: string): readonly CrossRow[] {
  const found = new Map<
    string,
    { of: EmployerId | null; name: string; summaries: Map<HandbookId, Summary> }
  >();
  for (const { summary, employer } of rows) {
    const id = summary.employer ?? OFFICE_ROW;
    const name = summary.employer === null ? office : (employer ?? '');
    const line = found.get(id) ?? {
      of: summary.employer,
      name,
      summaries: new Map<HandbookId, Summary>(),
    };
    const known = line.summaries.get(summary.handbook);
    if (!known || isMoreRelevant(summary, known)) line.summaries.set(summary.handbook, summary);
    found.set(id, line);
  }
  const lines = [...found].map(([id, { of, name, summaries }]): CrossRow => {
    const href = of === null ? {} : { href: hrefTo({ name: 'employer', id: of }) };
    const cells = [...summaries].map(([book, summary]) => [book, cellOf(summary)] as const);
    return { id, employer: name, ...href, cells: Object.fromEntries(cells) };
  });
  const ownFirst = ({ id }: CrossRow) => (id === OFFICE_ROW ? 0 : 1);
  return lines.sort(
    (a, b) => ownFirst(a) - ownFirst(b) || collator.compare(a.employer, b.employer),
  );
}

/** The handbooks that rows are of, by name. */
export function handbooksOf(rows: readonly BoardRow[]): { id: HandbookId; title: string }[] {
  const found = new Map(rows.map(({ summary }) => [summary.handbook, inLanguage(summary.short)]));
  return [...found]
    .map(([id, title]) => ({ id, title }))
    .sort((a, b) => collator.compare(a.title, b.title));
}

/** The colleagues whose dossiers these are, by name. */
export function colleaguesOf(rows: readonly BoardRow[]): string[] {
  return [...new Set(rows.map(({ summary }) => colleagueOf(summary)))].sort(collator.compare);
}

/** The parties that rows wait for, by name. */
export function partiesOf(rows: readonly BoardRow[]): { key: string; name: string }[] {
  const found = new Map<string, string>();
  for (const { summary } of rows) {
    if (summary.status.kind !== 'waiting') continue;
    const { on } = summary.status;
    if (!found.has(partyKey(on))) found.set(partyKey(on), wordsOf(on));
  }
  return [...found]
    .map(([key, name]) => ({ key, name }))
    .sort((a, b) => collator.compare(a.name, b.name));
}

/** The name of a dossier: its employer and its handbook. */
export function nameOf({ summary, employer }: BoardRow, office: string): string {
  return `${employer ?? office}, ${inLanguage(summary.short)}`;
}

/** The colleagues who did something, or to whom something was handed over, by name; with who is at the keyboard. */
export function actorsOf(rows: readonly BoardRow[], own: Actor): Actor[] {
  const all = rows.flatMap(({ summary: { actor, assigned } }) => [actor, assigned ?? actor]);
  const found = new Map(
    [own, ...all]
      .filter(({ name, initials }) => name !== '' && initials !== '')
      .map((one) => [`${one.name} ${one.initials}`, one]),
  );
  return [...found.values()].sort((a, b) => collator.compare(a.name, b.name));
}
