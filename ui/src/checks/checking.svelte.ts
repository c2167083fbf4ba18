import type { OpenedDossier } from '../dossier/open.svelte';
import { host, type DeedPreview, type Happening, type Refused } from '../host';
import { run } from '../run/run.svelte';

/** The item that is being set right in Loket now: its line tells how far that is, and no other. */
let changing = $state<string>();

/** The item that is being set right in Loket now. */
export const changingItem = (): string | undefined => changing;

/** Asks Loket about a whole dossier. What is typed is kept first, so that it is looked at too. */
export async function checkDossier(dossier: OpenedDossier): Promise<Refused | undefined> {
  await dossier.settle();
  return dossier.ask(() => run.start((channel) => host.checkDossier(dossier.id, channel)));
}

/** What came of a change in Loket. `undefined`: it was not begun, or the refusal says all. */
export type Came = 'done' | 'failed' | undefined;

const changes: readonly Happening[] = ['userMade', 'rightsSet', 'productsSwitched', 'changeFailed'];

/** Changes in Loket what was previewed. The history tells what came of it, also when no check followed. */
export async function doDeed(
  dossier: OpenedDossier,
  item: string,
  { token }: DeedPreview,
): Promise<{ came: Came; refused: Refused | undefined }> {
  const known = dossier.state.history_count;
  changing = item;
  try {
    const refused = await dossier.ask(() =>
      run.start((channel) => host.doDeed(dossier.id, item, token, channel)),
    );
    const came = await lookBack(dossier, known);
    // It was begun, but not checked afterwards: what stands here is from before.
    if (refused && came !== undefined) await dossier.reload();
    return { came, refused };
  } finally {
    changing = undefined;
  }
}

/** What the history tells of a change since it had `known` lines. */
async function lookBack(dossier: OpenedDossier, known: number): Promise<Came> {
  const answer = await host.dossierHistory(dossier.id);
  if (answer.status === 'error') return undefined;
  const since = answer.data.slice(0, Math.max(0, answer.data.length - known));
  const change = since.find(({ what }) => changes.includes(what));
  if (!change) return undefined;
  return change.what === 'changeFailed' ? 'failed' : 'done';
}
