import { system } from '../words/system';

/** Whether this is a Mac, where Command takes the place of Control. */
export function onMac(): boolean {
  return system() === 'mac';
}

/** Whether the key is pressed together with Control, or Command on a Mac, and nothing else. */
export function withCommand(event: KeyboardEvent): boolean {
  const [wanted, other] = onMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return wanted && !other && !event.altKey && !event.shiftKey;
}
