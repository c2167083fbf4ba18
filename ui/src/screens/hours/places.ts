import { formatCount, words } from '../../words';
import type { PlaceView } from '../../host';

/** How many groups of rows are named before the rest is only counted. */
const NAMED = 8;

interface Group {
  sheet: string;
  cell: boolean;
  text: string;
  count: number;
}

/** Consecutive rows as one group: `5–7`. Places are in order, as findings have them. */
function grouped(places: readonly PlaceView[]): Group[] {
  const groups: Group[] = [];
  let first = '';
  let before: PlaceView | undefined;
  for (const place of places) {
    const { sheet, row, cell } = place;
    const last = groups.at(-1);
    const follows =
      cell === null && before?.cell === null && before.sheet === sheet && before.row + 1 === row;
    if (last && follows) {
      last.text = `${first}–${row}`;
      last.count += 1;
    } else {
      first = cell ?? String(row);
      groups.push({ sheet, cell: cell !== null, text: first, count: 1 });
    }
    before = place;
  }
  return groups;
}

/**
 * Where something stands, in words: `rij 3, 5–7`, `cel F7`, `wk 46, rij 7`, and how many more there are of the `count`
 * in all. With `all` every place that is known is named.
 */
export function formatPlaces(places: readonly PlaceView[], count: number, all = false): string {
  const w = words().hours.check;
  if (places.length === 0) return w.wholeFile;
  const sheets = places.filter(({ row }) => row === 0).map(({ sheet }) => sheet);
  const groups = grouped(places.filter(({ row }) => row > 0));
  const named = all ? groups : groups.slice(0, NAMED);
  const rest = count - sheets.length - named.reduce((sum, group) => sum + group.count, 0);
  const lists: Group[] = [];
  for (const group of named) {
    const last = lists.at(-1);
    if (last?.sheet === group.sheet && last.cell === group.cell) last.text += `, ${group.text}`;
    else lists.push({ ...group });
  }
  const texts = lists.map(
    ({ sheet, cell, text }) =>
      `${sheet === '' ? '' : `${sheet}, `}${cell ? w.cell(text) : w.row(text)}`,
  );
  const text = [...sheets, ...texts].join('; ');
  return rest > 0 ? `${text} ${w.more(formatCount(rest))}` : text;
}

/** Whether not all places that are known are named at first. */
export function isShortened(places: readonly PlaceView[]): boolean {
  return grouped(places).length > NAMED;
}
