import { host, type Hit as Found } from '../host';
import { words } from '../words';
import { settings } from './program.svelte';
import { hrefTo } from './routes';
import type { Hit, SearchGroup } from './search';

const groups: Record<Found['kind'], SearchGroup> = {
  employer: 'employers',
  dossier: 'dossiers',
  step: 'steps',
  note: 'notes',
  hoursRun: 'hours',
};

function hrefOf({ employer, dossier, step, run }: Found): string {
  if (run !== null) return hrefTo({ name: 'hoursRun', run });
  if (dossier !== null && step !== null) return hrefTo({ name: 'step', id: dossier, step });
  if (dossier !== null) return hrefTo({ name: 'dossier', id: dossier });
  if (employer !== null) return hrefTo({ name: 'employer', id: employer });
  return hrefTo({ name: 'overview' });
}

/** The name for dossiers of the office itself: the office name, once it is known. */
export function officeName(): string {
  const name = settings()?.office_name ?? '';
  return name === '' ? words().program.office : name;
}

function shown(found: Found, index: number): Hit {
  const employer = found.employer_name === '' ? officeName() : found.employer_name;
  return {
    group: groups[found.kind],
    id: String(index),
    text: found.title,
    detail: found.kind === 'employer' ? undefined : employer,
    href: hrefOf(found),
  };
}

/**
 * Finds employers, dossiers, steps, notes and runs of hours.
 *
 * @throws when the program refuses: the search box shows its own message.
 */
export async function find(text: string): Promise<Hit[]> {
  const answer = await host.search(text);
  if (answer.status === 'error') throw new Error(answer.error.code);
  return answer.data.map(shown);
}
