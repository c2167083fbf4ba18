import { host } from '../../host';

type Answer = ReturnType<typeof host.board>;
let early: Answer | undefined;

/** Requests the board before the page exists: the program computes it while the page is built. */
export function prefetchBoard(): void {
  if (['', '#/'].includes(window.location.hash)) early = host.board();
}

/** The prefetched board, once; after that a new request. */
export function loadBoard(): Answer {
  const answer = early ?? host.board();
  early = undefined;
  return answer;
}
