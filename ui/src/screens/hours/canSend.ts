import type { StopView } from '../../host';

/** Whether hours can go straight to Loket: a cost centre holds back the file alone. */
export function canSend(stops: readonly StopView[]): boolean {
  return stops.every(({ kind }) => kind === 'costCenters');
}
