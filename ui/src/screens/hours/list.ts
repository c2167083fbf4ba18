import type { HoursRunId, HoursRunSummary } from '../../host';

/** The last period of each administration, where its file was made or sent: only there the next one is offered. */
export function lastMade(runs: readonly HoursRunSummary[]): ReadonlySet<HoursRunId> {
  const order = ({ period }: HoursRunSummary) => period.year * 100 + period.number;
  const latest = new Map<string, HoursRunSummary>();
  for (const run of runs) {
    const key = `${run.employer} ${run.administration} ${run.period.kind}`;
    const before = latest.get(key);
    if (!before || order(run) > order(before)) latest.set(key, run);
  }
  const made = [...latest.values()].filter(
    ({ sha256, uploaded }) => sha256 !== null || uploaded !== null,
  );
  return new Set(made.map(({ run }) => run));
}
