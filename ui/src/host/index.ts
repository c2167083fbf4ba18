/**
 * The only access to the host. Nothing outside this folder imports Tauri or the generated bindings; the
 * linter enforces that.
 */
import type { Refusal } from './bindings';
import type { Unanswered } from './call';

export type * from './bindings';
export type { Board, BoardRow } from './board';
export { call, type Coded, type Result, type Unanswered } from './call';
export { host } from './host';
export { channelTo, progressTo } from './progress';
export { onWindowCloses } from './windowCloses';

/** Why a command failed: the program refused it, or did not answer. */
export type Refused = Refusal | Unanswered;
