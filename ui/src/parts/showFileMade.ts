import type { Made } from '../host';
import { words } from '../words';
import { showToast } from './toast.svelte';

/** Shows under which name a file was made, and that the history does not have it when that could not be. */
export function showFileMade({ name, recorded }: Made): void {
  const w = words().parts;
  showToast({ text: recorded ? w.fileMade(name) : `${w.fileMade(name)}. ${w.fileNotRecorded}` });
}
