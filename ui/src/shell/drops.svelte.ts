import { host, channelTo, type FileDrop } from '../host';
import { goTo } from './router.svelte';
import { hrefTo } from './routes';

/** A file that was dropped on the window. The program knows where it stands; the page has a token for one use. */
export interface DroppedFile {
  token: number;
  name: string;
}

type Take = (file: DroppedFile) => void;

let over = $state(false);
let several = $state(false);
let take = $state.raw<Take>();
let opened = $state.raw<DroppedFile>();
let watching = false;
/** A file that waits for the run it is for. */
let waiting: DroppedFile | undefined;

function happened(drop: FileDrop): void {
  over = drop.kind === 'over';
  several = drop.kind === 'several';
  if (drop.kind === 'dropped') take?.({ token: drop.token, name: drop.name });
  if (drop.kind === 'opened') {
    opened = { token: drop.token, name: drop.name };
    goTo(hrefTo({ name: 'settings' }, { deel: 'import' }));
  }
}

/** From now on the program tells of files that are dropped on its window or opened with it. */
export function watchFiles(): void {
  if (watching) return;
  watching = true;
  void host.watchDroppedFiles(channelTo(happened));
}

/** The dossier file that the system opened with the program, until it was taken in. */
export function openedDossier(): DroppedFile | undefined {
  return opened;
}

/** Its token is used: whether or not that went well, it has to be opened again. */
export function forgetOpened(): void {
  opened = undefined;
}

/** Whether a file is dragged over a page that takes one. */
export function isOver(): boolean {
  return over && take !== undefined;
}

/** Whether more files than one were dropped: none of them was taken. */
export function droppedSeveral(): boolean {
  return several && take !== undefined;
}

/** From now on dropped files are for this. Returns what ends that. */
export function onFileDropped(wanted: Take): () => void {
  take = wanted;
  several = false;
  watchFiles();
  return () => {
    if (take === wanted) take = undefined;
  };
}

/** Keeps a dropped file for the run that is opened next. */
export function keepDropped(file: DroppedFile | undefined): void {
  waiting = file;
}

/** The file that was kept, once. */
export function takeKept(): DroppedFile | undefined {
  const file = waiting;
  waiting = undefined;
  return file;
}
