import { host, type FileRequest, type Refused } from '../host';
import { showFileMade } from '../parts/showFileMade';
import { showToast } from '../parts/toast.svelte';
import { describeRefusal } from '../words';
import type { OpenedDossier } from './openedDossier.svelte';

/** Shows a toast when an action was refused; returns whether it succeeded. A cancelled dialog shows nothing. */
export function reportRefusal(refused: Refused | undefined): boolean {
  if (!refused) return true;
  if (refused.code !== 'cancelled') {
    const { title, safe, todo } = describeRefusal(refused);
    const sentences = safe === undefined ? [`${title}.`, todo] : [`${title}.`, safe, todo];
    showToast({ text: sentences.join(' ') });
  }
  return false;
}

/** Shows a toast that an action was done, with a button to undo it. */
export function offerUndo(dossier: OpenedDossier, text: string): void {
  const event = dossier.state.undoable?.id;
  if (event === undefined) return;
  showToast({
    text,
    onUndo: () => void dossier.change({ kind: 'undo', event }).then(reportRefusal),
  });
}

/** Makes a file and shows its name, or why it was not made. */
export async function makeFile(request: FileRequest): Promise<boolean> {
  const answer = await host.saveFile(request);
  if (answer.status === 'error') return reportRefusal(answer.error);
  showFileMade(answer.data);
  return true;
}
