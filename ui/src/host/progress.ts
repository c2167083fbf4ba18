import { Channel } from '@tauri-apps/api/core';
import type { Progress } from './bindings';

/** A channel on which the program says something over time. Pass it to a command that takes one. */
export function channelTo<Message>(tell: (message: Message) => void): Channel<Message> {
  const channel = new Channel<Message>();
  channel.onmessage = tell;
  return channel;
}

/** A channel on which the program reports progress against Loket. */
export function progressTo(tell: (progress: Progress) => void): Channel<Progress> {
  return channelTo(tell);
}
