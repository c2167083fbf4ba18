import type { HistoryLine } from '../host';
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
  const text = fill((complete ? withValue : undefined) ?? texts[line.what] ?? '', values);
  return line.clock_back ? `${text} (${words().record.happenings.clockMark})` : text;
}
