import { words } from '../../words';
import type { AmountUnit, ColumnRole } from '../../host';

/** The roles that a column can be given, in the order of the list. */
export const choosableRoles = [
  'person',
  'contract',
  'name',
  'birthDate',
  'department',
  'shift',
  'date',
  'endDate',
  'period',
  'hoursCode',
  'wageCode',
  'amount',
  'start',
  'end',
  'break',
  'running',
  'administration',
  'remark',
  'notUsed',
] as const satisfies readonly ColumnRole[];

const units = ['hours', 'minutes', 'seconds', 'hoursMinutes', 'days', 'money', 'pieces'] as const;

/** What amounts of a column can count; empty is what follows from the rows. */
export function unitOptions(): { value: AmountUnit | ''; text: string }[] {
  const w = words().hours.layout;
  return [
    { value: '', text: w.autoUnit },
    ...units.map((value) => ({ value, text: w.units[value] })),
  ];
}
