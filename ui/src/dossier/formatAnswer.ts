import type { Answer, Column, FieldType, Item, ItemState, Origin, Personal } from '../host';
import {
  fill,
  formatDay,
  formatDecimal,
  formatMoment,
  formatPeriod,
  formatRecent,
  words,
} from '../words';
import { columnsOf } from './controlIds';
import { dayInField } from './days';
import type { OpenedDossier } from './openedDossier.svelte';
import { rightNames } from './rightNames';
import { clearOf, inLanguage } from './text';

/** Values that are copied literally: shown in monospace. */
const codes: readonly FieldType[] = [
  'loonheffingennummer',
  'werkgever_id',
  'raamwerkcontractnummer',
  'kvk',
  'personeelsnummer',
  'omgevingscode',
  'gebruikersnaam',
  'componentcode',
];

/** Values that need no more width than a number. */
const short: readonly FieldType[] = [
  'number',
  'bedrag',
  'datum',
  'telefoon',
  'loonheffingennummer',
  'raamwerkcontractnummer',
  'kvk',
  'personeelsnummer',
  'omgevingscode',
  'voorletters',
  'componentcode',
];

export const isCode = (type: FieldType): boolean => codes.includes(type);
export const isShort = (type: FieldType): boolean => short.includes(type);

/** A saved value as shown in a field: 24-11-2026, 12,50. */
export function formatForField(type: FieldType, value: string): string {
  if (type === 'datum') return dayInField(value);
  if (type === 'bedrag') return value.replace(/^(-?\d+)\.(\d+)$/, '$1,$2');
  return value;
}

/** A value as text. A sealed value says that it is sealed. */
export function formatValue(value: Personal, type: FieldType, options: Column['options']): string {
  const clear = clearOf(value);
  if (clear === undefined) return words().record.marks.sealed;
  const option = options?.find(({ id }) => id === clear);
  if (option) return inLanguage(option.text);
  if (type === 'bedrag') return formatDecimal(clear);
  return formatForField(type, clear);
}

/** The name that Loket has for a number or code in a column of an item. */
export function loketName(
  state: ItemState | undefined,
  place: number,
  value: string | undefined,
): string | undefined {
  const read = state?.choices_in_loket;
  if (read?.column !== place) return undefined;
  return read.choices.find((choice) => choice.value === value)?.name.clear;
}

/** The day on which what one waited for arrived. */
export function formatArrived(day: string): string {
  return fill(words().record.marks.arrivedOn, { day: formatDay(day) });
}

/** An answer as lines of text; none when nothing was answered. */
export function formatAnswer(item: Item, dossier: OpenedDossier): string[] {
  const state = dossier.item(item.id);
  const answer =
    state?.answer ??
    (state?.proposal ? ({ kind: 'value', value: state.proposal.value } as const) : undefined);
  if (item.ask.kind === 'wait') {
    return state?.arrived ? [formatArrived(state.arrived)] : [];
  }
  return answer ? linesOf(item, answer, dossier) : [];
}

function linesOf(item: Item, answer: Answer, dossier: OpenedDossier): string[] {
  const w = words().record.marks;
  switch (answer.kind) {
    case 'confirmed':
      return [w.yes];
    case 'value':
      return [valueLine(item, answer.value)];
    case 'set':
      return setLines(item, answer.ids, dossier);
    case 'rows':
      return answer.rows.length > 0 ? rowLines(item, answer.rows) : [noneLine(item)];
    case 'kept':
      return [w.kept];
    case 'sent':
      return [w.sent];
    case 'handedOver':
      return (['filled', 'sent', 'processed'] as const).flatMap((mark) =>
        answer[mark] === null
          ? []
          : [fill(w.markOn, { mark: w[mark], day: formatDay(answer[mark]) })],
      );
  }
}

function valueLine(item: Item, value: Personal): string {
  if (item.ask.kind === 'choice') return formatValue(value, 'choice', item.ask.options);
  return formatValue(value, item.ask.kind === 'field' ? item.ask.type : 'text', undefined);
}

function setLines(item: Item, ids: readonly string[], dossier: OpenedDossier): string[] {
  const { ask } = item;
  const w = words().record.marks;
  if (ask.kind === 'rights') {
    const named = (rights: typeof ask.rights) => rights.map((right) => rightNames[right]);
    const missing = named(ask.rights.filter((right) => !ids.includes(right)));
    return [
      ...named(ask.rights.filter((right) => ids.includes(right))),
      ...(missing.length > 0 ? [fill(w.notTicked, { names: missing.join(', ') })] : []),
    ];
  }
  if (ask.kind !== 'products') return [];
  const listed = ask.compare ? dossier.find(ask.compare)?.item.ask : ask;
  if (listed?.kind !== 'products') return [];
  const { options = [], extras = [] } = listed;
  const on = [...options, ...extras].flatMap(({ id, product }) =>
    ids.includes(id) ? [product] : [],
  );
  if (!ask.compare) return on.length > 0 ? on : [w.noProducts];
  // Extras are not always asked about: that one is not ticked does not say that it is off.
  const off = options.flatMap(({ id, product }) => (ids.includes(id) ? [] : [product]));
  const lines = [
    ...(on.length > 0 ? [fill(w.switchedOn, { products: on.join(', ') })] : []),
    ...(off.length > 0 ? [fill(w.switchedOff, { products: off.join(', ') })] : []),
  ];
  return lines.length > 0 ? lines : [w.noProducts];
}

function rowLines(item: Item, rows: readonly Personal[][]): string[] {
  const columns = columnsOf(item);
  return rows.map((row) => {
    const cells = columns.map(({ type, options }, place) => {
      const value = row[place];
      return value ? formatValue(value, type, options) : '';
    });
    const filled = cells.filter((cell) => cell !== '');
    return item.ask.kind === 'mapping' ? filled.join(' → ') : filled.join(', ');
  });
}

function noneLine(item: Item): string {
  return item.ask.kind === 'list' && item.ask.none
    ? inLanguage(item.ask.none)
    : words().record.marks.none;
}

/** Where a value came from and since when it was known there. */
export function formatOrigin(origin: Origin): string {
  const { source, at } = origin;
  // Always the absolute time for Loket: it also ends up on paper, where a relative one would become wrong.
  const when = source.kind === 'loket' ? formatMoment(at) : formatRecent(at);
  const period = source.kind === 'hoursRun' ? formatPeriod(source.period) : '';
  return fill(words().record.origins[source.kind], { when, period });
}
