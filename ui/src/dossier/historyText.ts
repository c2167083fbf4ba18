import type { HistoryEntry, HistoryLine } from '../host';
import { fill, words } from '../words';
import { inLanguage } from './text';

/** An event as a line of the history. What has a text with a value, as `noteAddedWith`, gets that where there is one. */
export function describeEvent(line: HistoryLine): string {
  const texts: Readonly<Record<string, string>> = words().record.happenings;
  const step = line.step ? inLanguage(line.step) : '';
  const item = line.item ? inLanguage(line.item) : '';
  const value = line.value ? inLanguage(line.value) : '';
  const values: Record<string, string> = { step, item, value, subject: item === '' ? step : item };
  const withValue = texts[`${line.what}With`];
  const places = [...(withValue ?? '').matchAll(/\{(\w+)\}/g)].map(([, place]) => place ?? '');
  const complete = places.every((place) => values[place] !== '');
  return marked(fill((complete ? withValue : undefined) ?? texts[line.what] ?? '', values), line);
}

/** The checks of a run of several; none when it is a single event. */
export function checksOf({ checks }: HistoryEntry): readonly HistoryLine[] {
  return checks !== null && checks.lines.length > 1 ? checks.lines : [];
}

/** An entry of the history: of a run of checks how many were in order, and which were not. */
export function describeEntry(entry: HistoryEntry): string {
  const lines = checksOf(entry);
  if (entry.checks === null || lines.length === 0) return describeEvent(entry);
  const w = words().record.checkRuns;
  const { met, failed, unexpected, unknown } = entry.checks.counts;
  const names = (what: HistoryLine['what']) =>
    lines
      .flatMap((line) => (line.what === what && line.item ? [inLanguage(line.item)] : []))
      .join(', ');
  const found = [
    [met, w.met, '', ''],
    [failed, w.failed, w.failedWith, names('checkFailed')],
    [unexpected, w.unexpected, w.unexpectedWith, names('checkUnexpected')],
    [unknown, w.unknown, '', ''],
  ] as const;
  const said = found
    .filter(([count]) => count > 0)
    .map(([count, text, withNames, items]) =>
      fill(items === '' ? text : withNames, { count: String(count), items }),
    );
  return marked(fill(w.found, { found: said.join(', ') }), entry);
}

/** A sentence, with what was written with a clock that stood back marked as such. */
function marked(text: string, { clock_back }: HistoryLine): string {
  return clock_back ? `${text} (${words().record.happenings.clockMark})` : text;
}
