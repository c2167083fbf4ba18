import { host, type ConnectionState, type Environment, type Refused } from '../host';
import { goTo } from './router.svelte';

/** The last known state of the connection; `offline` when the last run could not reach Loket. */
let state = $state.raw<ConnectionState>();
let offline = $state<string>();

/** The state of the connection. Undefined until it was read. */
export function connection(): ConnectionState | undefined {
  return state;
}

/** Since when Loket cannot be reached, UTC. Undefined while it can. */
export function offlineSince(): string | undefined {
  return offline;
}

/** Sets the state of the connection, as returned by a command. */
export function setConnection(current: ConnectionState): void {
  state = current;
}

/** Reads the state of the connection. Returns the refusal, if any. */
export async function loadConnection(): Promise<Refused | undefined> {
  const answer = await host.connection();
  if (answer.status === 'error') return answer.error;
  state = answer.data;
  return undefined;
}

/** Updates the connection after a run against Loket: it may have found that it is offline or signed out. */
export async function recordLoketRun(refused: Refused | undefined): Promise<void> {
  const fault = refused?.code === 'loket' ? refused.fault.kind : undefined;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- a moment that stays what it is
  if (fault === 'offline') offline ??= new Date().toISOString();
  else if (fault !== 'busy' && fault !== 'stopped') offline = undefined;
  if (state) await loadConnection();
}

/**
 * Goes over to another environment and starts the page anew there: nothing that is on screen or in
 * memory may come along. Answers with the refusal when the program stays where it is.
 */
export async function switchTo(to: Environment, href: string): Promise<Refused | undefined> {
  const answer = await host.switchEnvironment(to);
  if (answer.status === 'error') return answer.error;
  goTo(href);
  window.location.reload();
  return undefined;
}

/** Resets the state: for tests, which share this module. */
export function forgetConnection(): void {
  state = undefined;
  offline = undefined;
}
