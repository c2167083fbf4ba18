import { host, type EmployerId, type PayrollPeriod, type Refused } from '../../host';
import { goTo } from '../../shell/router.svelte';
import { hrefTo } from '../../shell/routes';

/**
 * Starts a run, or opens the one that there is for this administration and period, and goes to its page. Returns why it
 * was not started.
 */
export async function startRun(
  employer: EmployerId,
  administration: number,
  period: PayrollPeriod,
): Promise<Refused | undefined> {
  const runs = await host.hoursRuns(employer);
  if (runs.status === 'error') return runs.error;
  const there = runs.data.find(
    (run) =>
      run.administration === administration &&
      run.period.kind === period.kind &&
      run.period.year === period.year &&
      run.period.number === period.number,
  );
  if (there) {
    goTo(hrefTo({ name: 'hoursRun', run: there.run }));
    return undefined;
  }
  const answer = await host.createHoursRun(employer, administration, period);
  if (answer.status === 'error') return answer.error;
  goTo(hrefTo({ name: 'hoursRun', run: answer.data.run.id }));
  return undefined;
}
