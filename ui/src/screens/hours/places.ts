import { formatCount, words } from '../../words';
import type { PlaceView } from './types';

/** Consecutive rows as one group: `5–7`. Places are in order, as findings have them. */
function grouped(places: readonly PlaceView[]): { sheet: string; cell: boolean; text: string }[] {
  const groups: { sheet: string; cell: boolean; text: string }[] = [];
  let first = '';
  let before: PlaceView | undefined;
  for (const place of places) {
    const { sheet, row, cell } = place;
    const last = groups.at(-1);
    if (
      last &&
      cell === null &&
      before?.cell === null &&
      before.sheet === sheet &&
      before.row + 1 === row
    )
      last.text = `${first}–${row}`;
    else {
      first = cell ?? String(row);
      groups.push({ sheet, cell: cell !== null, text: first });
    }
    before = place;
  }
  return groups;
}

/**
 * Where something stands, in words: `rij 3, 5–7`, `cel F7`, `wk 46, rij 7`, and how many more there are of the `count`
 * in all. `most` groups are named.
 */
export function formatPlaces(places: readonly PlaceView[], count: number): string {
  const w = words().hours.check;
  if (places.length === 0) return w.wholeFile;
  const lists: { sheet: string; cell: boolean; text: string }[] = [];
  for (const group of grouped(places.filter(({ row }) => row > 0))) {
    const last = lists.at(-1);
    if (last?.sheet === group.sheet && last.cell === group.cell) last.text += `, ${group.text}`;
    else lists.push(group);
  }
  const named = lists.map(
    ({ sheet, cell, text }) =>
      `${sheet === '' ? '' : `${sheet}, `}${cell ? w.cell(text) : w.row(text)}`,
  );
  const sheets = places.filter(({ row }) => row === 0).map(({ sheet }) => sheet);
  const text = [...sheets, ...named].join('; ');
  return count > places.length ? `${text} ${w.more(formatCount(count - places.length))}` : text;
}
