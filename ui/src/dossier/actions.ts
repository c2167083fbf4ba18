import { host, type Refused } from '../host';
import { showToast } from '../parts/toast.svelte';
import { describeRefusal, words } from '../words';
import type { OpenedDossier } from './openedDossier.svelte';

/** Tells in a toast why something was not done; answers whether it was. A closed dialog is no news. */
export function reportRefusal(refused: Refused | undefined): boolean {
  if (!refused) return true;
  if (refused.code !== 'cancelled') {
    const { title, safe, todo } = describeRefusal(refused);
    const sentences = safe === undefined ? [`${title}.`, todo] : [`${title}.`, safe, todo];
    showToast({ text: sentences.join(' ') });
  }
  return false;
}

/** Says that something was done, with the way to take it back. */
export function offerUndo(dossier: OpenedDossier, text: string): void {
  const event = dossier.state.undoable?.id;
  if (event === undefined) return;
  showToast({
    text,
    onUndo: () => void dossier.change(() => host.undo(dossier.id, event)).then(reportRefusal),
  });
}

/** Makes a file and says its name, or why there is none. */
export async function makeFile(make: () => ReturnType<typeof host.saveHistory>): Promise<boolean> {
  const answer = await make();
  if (answer.status === 'error') return reportRefusal(answer.error);
  showToast({ text: words().dossier.fileMade(answer.data.name) });
  return true;
}
