import { host, channelTo, type FileDrop } from '../../host';

/** A file that was dropped on the window. The program knows where it stands; the page has a token for one use. */
export interface DroppedFile {
  token: number;
  name: string;
}

type Take = (file: DroppedFile) => void;

let over = $state(false);
let several = $state(false);
let take = $state.raw<Take>();
let watching = false;
/** A file that waits for the run it is for. */
let waiting: DroppedFile | undefined;

function happened(drop: FileDrop): void {
  over = drop.kind === 'over';
  several = drop.kind === 'several';
  if (drop.kind === 'dropped') take?.({ token: drop.token, name: drop.name });
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
  if (!watching) {
    watching = true;
    void host.watchDroppedFiles(channelTo(happened));
  }
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
