import type { TotalRow } from '../../host';

/** A difference as a share of the larger of both totals, in percent, for a bar beside the figures. */
export function shareOf({ previous, now }: TotalRow): number {
  // Only for the eye: the figures beside it are exact.
  const before = Math.abs(Number(previous ?? 0));
  const after = Math.abs(Number(now ?? 0));
  const most = Math.max(before, after);
  return most === 0 ? 0 : Math.round((Math.abs(after - before) / most) * 100);
}
