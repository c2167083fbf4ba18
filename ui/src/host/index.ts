/**
 * The one door to the host. Nothing outside this folder imports Tauri or the generated bindings;
 * the linter sees to that.
 */
import type { Refusal } from './bindings';
import type { Unanswered } from './call';

export type * from './bindings';
export type { Board, BoardRow } from './board';
export { call, type Coded, type Result, type Unanswered } from './call';
export { host } from './host';
export { progressTo } from './progress';

/** Why a command was not done: the program refused, or gave no answer at all. */
export type Refused = Refusal | Unanswered;
