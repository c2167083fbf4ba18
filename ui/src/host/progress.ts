import { Channel } from '@tauri-apps/api/core';
import type { Progress } from './bindings';

/** A channel on which the program reports progress. Pass it to a command that takes one. */
export function progressTo(tell: (progress: Progress) => void): Channel<Progress> {
  const channel = new Channel<Progress>();
  channel.onmessage = tell;
  return channel;
}
