/** What tests of a dossier's screens share: a host that holds one dossier. Stands in for `host/host`. */
import { cleanup } from '@testing-library/svelte';
import { fakeCommands, opened } from './fixture';

let current = opened();

/** The commands of that host, to look at what was asked or to answer otherwise. */
export const commands = fakeCommands(() => current);

export const host = new Proxy(
  {},
  { get: (_, name: string) => commands[name as keyof typeof commands] },
);

/** A dossier that was just started, and a host that knows of nothing else. Change what a test needs. */
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
