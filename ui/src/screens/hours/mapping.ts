import { words } from '../../words';
import type {
  DepartmentUse,
  MappingOption,
  MappingChoice,
  MappingOf,
  MappingRow,
} from '../../host';

/**
 * Rows in the order in which they were first shown: missing ones first, then as in the file. A row that was chosen
 * stays where it is, so that no other row comes under the pointer.
 */
export class RowOrder {
  readonly #open = new Map<string, number>();

  sorted(rows: readonly MappingRow[]): MappingRow[] {
    for (const { name, open } of rows)
      if (!this.#open.has(name)) this.#open.set(name, Number(open));
    const rank = ({ name }: MappingRow) => this.#open.get(name) ?? 0;
    return [...rows].sort((a, b) => rank(b) - rank(a));
  }
}

/** What needs a look: not the people that have the number of the file. */
export function needsLook({ open, choice }: MappingRow): boolean {
  return open || choice !== null;
}

/** How many need nothing any more. */
export function linked(rows: readonly MappingRow[]): number {
  return rows.filter(({ open }) => !open).length;
}

/** With more options than this in a list each choice is typed: a list of thousands helps nobody. */
export const MOST_OPTIONS = 500;

/** The option that something does not go along; no number or code is written so. */
export const NOT_IMPORTED = 'notImported';
/** The option that a person has to be added in Loket first. */
export const ADD = 'add';

/** A choice as the value of an option; empty for none. */
export function valueOf(choice: MappingChoice | null): string {
  if (choice === null) return '';
  if (choice.kind === 'notImported' || choice.kind === 'add') return choice.kind;
  return choice.kind === 'costCenter' ? choice.code : String(choice.number);
}

/** The options of a row, with what was chosen and Loket does not have. */
export function optionsOf(
  of: MappingOf,
  options: readonly MappingOption[],
  choice: MappingChoice | null,
): { value: string; text: string }[] {
  const w = words().hours.mapping;
  const listed = options.map(({ choice, code, label }) => ({
    value: valueOf(choice),
    text: w.option(code, label),
  }));
  const own = valueOf(choice);
  const special = own === '' || own === NOT_IMPORTED || own === ADD;
  if (!special && !listed.some(({ value }) => value === own))
    listed.unshift({ value: own, text: words().items.rows.notInLoket(own) });
  return [
    { value: '', text: w.pick[of] },
    ...listed,
    ...(of === 'person' ? [{ value: ADD, text: w.add }] : []),
    { value: NOT_IMPORTED, text: w.notImported },
  ];
}

/** The choice of a number or code of Loket. */
export function choiceOf(of: MappingOf, use: DepartmentUse, value: string): MappingChoice {
  if (of === 'person')
    return value === ADD ? { kind: 'add' } : { kind: 'employment', number: Number(value) };
  if (of === 'code') return { kind: 'component', number: Number(value) };
  if (of === 'shift') return { kind: 'shift', number: Number(value) };
  return use === 'costCenter'
    ? { kind: 'costCenter', code: value }
    : { kind: 'distributionUnit', number: Number(value) };
}

/** A number as typed, with spaces forgiven; undefined when it is none. A cost centre has a code, which is any text. */
export function readValue(of: MappingOf, use: DepartmentUse, typed: string): string | undefined {
  const text = typed.trim();
  if (of === 'department' && use === 'costCenter') return text === '' ? undefined : text;
  const digits = text.replace(/\s/g, '');
  if (of === 'shift') return /^([1-9]|1[0-5])$/.test(digits) ? digits : undefined;
  return /^\d{1,9}$/.test(digits) && Number(digits) > 0 ? String(Number(digits)) : undefined;
}
