import type { OpenedDossier } from '../dossier/openedDossier.svelte';
import { host, type LoketChangeResult, type LoketChangePreview, type Refused, type Result } from '../host';
import { run } from '../run/run.svelte';

/** The item that is being set right in Loket now: its line tells how far that is, and no other. */
let changing = $state<string>();

/** The item that is being set right in Loket now. */
export const changingItem = (): string | undefined => changing;

/** Asks Loket about a whole dossier. What is typed is kept first, so that it is looked at too. */
export async function checkDossier(dossier: OpenedDossier): Promise<Refused | undefined> {
  await dossier.saveDrafts();
  return dossier.changeUnqueued(() =>
    run.start((channel) => host.checkDossier(dossier.id, channel)),
  );
}

/** Changes in Loket what was previewed. What came of it is told, also when no check followed. */
export async function applyLoketChange(
  dossier: OpenedDossier,
  item: string,
  { token }: LoketChangePreview,
): Promise<Result<LoketChangeResult, Refused>> {
  changing = item;
  try {
    const answer = await run.start((channel) =>
      host.applyLoketChange(dossier.id, item, token, channel),
    );
    if (answer.status === 'ok') {
      const { state } = answer.data;
      await dossier.changeUnqueued(() => Promise.resolve({ status: 'ok', data: state }));
    }
    return answer;
  } finally {
    changing = undefined;
  }
}
