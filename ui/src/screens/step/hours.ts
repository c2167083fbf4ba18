import type { Step } from '../../host';

/** The window of Loket in which hours are uploaded. */
const UPLOADS_IN = 'Collectieve mutaties';

/** Whether a step is about the hours of a period: it is done in that window, or compares totals of periods. */
export function isAboutHours({ place, items }: Step): boolean {
  const path = [...(place?.loket ?? []), ...(place?.loket_old ?? [])];
  return (
    path.includes(UPLOADS_IN) ||
    (items ?? []).some(({ check }) => check === 'periodTotalsPlausible')
  );
}
