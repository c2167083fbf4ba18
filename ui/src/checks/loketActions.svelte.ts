import type { OpenedDossier } from '../dossier/openedDossier.svelte';
import {
  host,
  type ItemId,
  type LoketChangeResult,
  type LoketChangePreview,
  type Refused,
  type Result,
} from '../host';
import { run } from '../run/run.svelte';

/** The item that is being changed in Loket now: only its line shows the progress. */
let changing = $state<ItemId>();

/** The item that is being changed in Loket now. */
export const changingItem = (): ItemId | undefined => changing;

/** Checks a whole dossier in Loket. Unsaved input is saved first, so that it is checked too. */
export async function checkDossier(dossier: OpenedDossier): Promise<Refused | undefined> {
  await dossier.saveEdits();
  return dossier.changeUnqueued(() =>
    run.start((channel) => host.checkDossier(dossier.id, channel)),
  );
}

/** Makes the previewed change in Loket. Returns its outcome, also when the check afterwards failed. */
export async function applyLoketChange(
  dossier: OpenedDossier,
  item: ItemId,
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
