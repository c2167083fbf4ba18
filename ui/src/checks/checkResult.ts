import type { VerdictName } from '../parts/statuses';

/** What a check in Loket found about one item. */
export interface CheckResult {
  id: string;
  verdict: VerdictName;
  /** What was found; for `unknown` always why. */
  what: string;
  /** Worth knowing besides. */
  notes?: readonly string[];
  /** What was asked, as the head of what it rests on. */
  asks?: string;
  /** What it rests on: operations of Loket's API, with the moment, UTC. */
  evidence?: readonly { operations: readonly string[]; at: string }[];
  /** Moment of reading, UTC; absent when it was never read. */
  readAt?: string | undefined;
  /** Nobody ever read what it would rest on. */
  neverRead?: boolean;
  /** Id of the field it is about: shows the way to it. */
  field?: string | undefined;
}
