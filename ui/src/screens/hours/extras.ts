import type { ComparedValue, ExtraReason } from '../../host';

/** What only Loket has of a component, for one reason. */
export interface Extras {
  component: number;
  reason: ExtraReason;
  people: number;
}

/** What only Loket has, by component and reason: a thousand employees are one line. */
export function extrasOf(values: readonly ComparedValue[]): Extras[] {
  const found = new Map<string, Extras & { names: Set<string> }>();
  for (const { result, component, person, name } of values) {
    if (result.kind !== 'extra') continue;
    const key = `${component}/${result.reason}`;
    const known = found.get(key) ?? {
      component,
      reason: result.reason,
      people: 0,
      names: new Set<string>(),
    };
    known.names.add(`${person} ${name}`);
    known.people = known.names.size;
    found.set(key, known);
  }
  return [...found.values()]
    .map(({ component, reason, people }) => ({ component, reason, people }))
    .sort((a, b) => a.component - b.component);
}
