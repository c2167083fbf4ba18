import type { Step } from '../../host';

/**
 * The requirements of a coupling in which employees come from Loket: what it does, and what is kept up to date. They are
 * the same in every version of its handbook.
 */
const REQUIREMENTS: readonly string[] = ['PS1', 'PS10'];

/** Whether a step is about employees that go from Loket to another party. */
export function isAboutEmployees({ rows }: Step): boolean {
  return (rows ?? []).some((row) => REQUIREMENTS.includes(row));
}
