import { isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { host } from './host';

/** As the program names it. */
const CLOSES = 'window-closes';

/**
 * Saves the page before the window closes: the program waits shortly for `save`. Returns a function that stops it.
 */
export function onWindowCloses(save: () => Promise<unknown>): () => void {
  if (!isTauri()) return () => undefined;
  const listening = listen(CLOSES, () => {
    void save().finally(() => void host.readyToClose());
  });
  return () => void listening.then((stop) => stop());
}
