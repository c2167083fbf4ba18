import {
  host,
  progressTo,
  type EmployerId,
  type EmployerRow,
  type Refused,
  type Result,
} from '../../host';
import { run } from '../../run/run.svelte';

/** An employer whose administrations could not be read, with why. */
export interface NotRead {
  id: EmployerId;
  name: string;
  refused: Refused;
}

/** What reading all administrations brought, up to where it ended. */
export interface ReadAll {
  read: number;
  /** How many there were to read. */
  of: number;
  notRead: readonly NotRead[];
}

/** Faults of one employer, which say nothing about the others. */
const ofOneEmployer: readonly string[] = ['notLinked', 'notPermitted'];

function isOfOne(refused: Refused): boolean {
  if (refused.code === 'notFound') return true;
  return refused.code === 'loket' && ofOneEmployer.includes(refused.fault.kind);
}

/** The employers that can be read: those that were seen in Loket. */
export function readable(rows: readonly EmployerRow[]): EmployerRow[] {
  return rows.filter(({ employer }) => employer.loket?.vanished === false);
}

/**
 * Reads the administrations of all employers from Loket, one after the other, as a run that can be stopped; `found`
 * is what was read by then, also where it ends early.
 */
export function readAllAdministrations(
  rows: readonly EmployerRow[],
  found: (result: ReadAll) => void,
): Promise<Result<null, Refused>> {
  return run.start(async () => {
    const all = readable(rows);
    const notRead: NotRead[] = [];
    let read = 0;
    for (const [done, { employer }] of all.entries()) {
      if (run.stopping)
        return { status: 'error', error: { code: 'loket', fault: { kind: 'stopped' } } };
      const name = employer.company_name;
      const progress = { done, of: all.length, now: name, items: null, waiting: null };
      run.progress = progress;
      const channel = progressTo(({ waiting }) => (run.progress = { ...progress, waiting }));
      const answer = await host.readEmployer(employer.id, channel);
      if (answer.status === 'ok') read += 1;
      else if (isOfOne(answer.error))
        notRead.push({ id: employer.id, name, refused: answer.error });
      found({ read, of: all.length, notRead: [...notRead] });
      if (answer.status === 'error' && !isOfOne(answer.error)) return answer;
    }
    return { status: 'ok', data: null };
  });
}
