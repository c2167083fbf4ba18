import {
  host,
  type Keychain,
  type Notice,
  type Refused,
  type Settings,
  type Startup,
} from '../host';
import { setTheme } from '../styles/theme';
import { switchLanguage } from '../words';

/** What the program told about itself when it started; settings stay up to date. */
let startup = $state.raw<Startup>();
let refused = $state.raw<Refused>();
let chain = $state.raw<Keychain>();
let looking = $state(false);

/** What the program told when it started. Undefined until then. */
export function program(): Startup | undefined {
  return startup;
}

/** Why the program could not tell anything, if it could not. */
export function programRefused(): Refused | undefined {
  return refused;
}

/** The settings as they were last saved. Undefined until the program started. */
export function settings(): Settings | undefined {
  return startup?.settings;
}

/** Whether nothing can be saved: every screen shows, none writes. */
export function isReadOnly(): boolean {
  return startup?.read_only ?? false;
}

/** How the keychain is. Undefined while it was never looked at. */
export function keychain(): Keychain | undefined {
  return chain;
}

/** Whether the keychain is being asked right now: it can take its time to answer. */
export function isKeychainBusy(): boolean {
  return looking;
}

async function applySettings({ language, appearance }: Settings): Promise<void> {
  setTheme(appearance);
  await switchLanguage(language);
}

/** Takes over settings that were saved, and shows the screens by them. */
export function applySavedSettings(saved: Settings): void {
  if (startup) startup = { ...startup, settings: saved };
  void applySettings(saved);
}

/** Asks the program what the screens need first. Also after a backup was put back. */
export async function startProgram(): Promise<void> {
  const answer = await host.startup();
  if (answer.status === 'error') {
    refused = answer.error;
    return;
  }
  refused = undefined;
  // Before anything shows: no page begins in another language or another light.
  await applySettings(answer.data.settings);
  startup = answer.data;
}

type ChainCommand =
  'keychain' | 'retryKeychain' | 'useSessionOnly' | 'useKeychain' | 'replaceLostKey';

/**
 * Looks how the keychain is (`keychain` by itself, `retryKeychain` because the reader asked: that
 * leaves behind a question that still hangs), or changes how it is used. Answers with the refusal when it would not;
 * what was known of the keychain then stands.
 */
export async function runKeychainCommand(command: ChainCommand): Promise<Refused | undefined> {
  looking = true;
  const answer = await host[command]();
  looking = false;
  if (answer.status === 'error') return answer.error;
  chain = answer.data;
  return undefined;
}

/** Takes note that a notice was read: the program no longer tells it. Answers with the refusal, if any. */
export async function closeNotice(notice: Notice): Promise<Refused | undefined> {
  const answer = await host.dismissNotice(notice);
  if (answer.status === 'error') return answer.error;
  startup = answer.data;
  return undefined;
}
