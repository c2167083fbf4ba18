/**
 * The one door to the host. Nothing outside this folder imports Tauri or the generated bindings;
 * the linter sees to that.
 */
export { call, type Coded, type Result, type Unanswered } from './call';
