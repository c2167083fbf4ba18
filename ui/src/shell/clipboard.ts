import { host } from '../host';
import { showToast } from '../parts/toast.svelte';
import { describeRefusal } from '../words';

/** Copies a value that is on the screen. Shows a toast when that failed; returns whether it succeeded. */
export async function copyText(text: string): Promise<boolean> {
  const answer = await host.copyText(text);
  if (answer.status === 'ok') return true;
  const { title, todo } = describeRefusal(answer.error);
  showToast({ text: `${title}. ${todo}` });
  return false;
}
