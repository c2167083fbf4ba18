/** The host for tests of a dossier's screens: it holds one dossier and replaces `host/host`. */
import { cleanup } from '@testing-library/svelte';
import { opened } from './fixture';
import { fakeCommands } from './fakeCommands';

let current = opened();

/** The commands of that host, to inspect calls or to mock answers. */
export const commands = fakeCommands(() => current);

export const host = new Proxy(
  {},
  { get: (_, name: string) => commands[name as keyof typeof commands] },
);

/** Resets the host to a dossier that was just started, and returns it. Change what a test needs. */
export function resetDossier() {
  current = opened();
  Object.assign(
    commands,
    fakeCommands(() => current),
  );
  return current;
}

/** Removes the page, and waits until what was being typed is saved. */
export async function unmount(): Promise<void> {
  cleanup();
  await new Promise((done) => setTimeout(done, 5));
}
