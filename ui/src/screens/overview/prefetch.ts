import { host } from '../../host';

type Answer = ReturnType<typeof host.board>;
let early: Answer | undefined;

/** Asks for the board before there is a page that shows it: the program works it out while that is made. */
export function prefetchBoard(): void {
  if (['', '#/'].includes(window.location.hash)) early = host.board();
}

/** The board that was asked for early, once; else as it is now. */
export function loadBoard(): Answer {
  const answer = early ?? host.board();
  early = undefined;
  return answer;
}
