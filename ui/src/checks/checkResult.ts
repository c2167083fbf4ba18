import type { ItemId } from '../host';
import type { VerdictName } from '../parts/statuses';

/** The result of a check in Loket for one item. */
export interface CheckResult {
  id: ItemId;
  verdict: VerdictName;
  /** What was found; for `unknown` always the reason. */
  what: string;
  /** Additional remarks. */
  notes?: readonly string[];
  /** What was checked, as the heading of the evidence. */
  asks?: string;
  /** The evidence: operations of Loket's API, with the time of reading, UTC. */
  evidence?: readonly { operations: readonly string[]; at: string }[];
  /** Moment of reading, UTC; absent when it was never read. */
  readAt?: string | undefined;
  /** The data it needs was never read. */
  neverRead?: boolean;
  /** Id of the field it is about, to link to. */
  field?: string | undefined;
}
