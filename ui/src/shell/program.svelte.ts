import {
  host,
  type Keychain,
  type Notice,
  type Refused,
  type Settings,
  type Startup,
} from '../host';
import { startOfficeDrafts } from '../saving/officeDrafts';
import { setTheme } from '../styles/theme';
import { switchLanguage } from '../words';

/** What the program returned at startup; settings are kept up to date. */
let startup = $state.raw<Startup>();
let refused = $state.raw<Refused>();
let chain = $state.raw<Keychain>();
let looking = $state(false);

/** What the program returned at startup. Undefined until then. */
export function program(): Startup | undefined {
  return startup;
}

/** The environment when it is another than production, whose name then comes first everywhere. */
export function unrealEnvironment(): 'acceptance' | 'sandbox' | undefined {
  const environment = startup?.environment;
  return environment === 'production' ? undefined : environment;
}

/** Why startup failed, if it did. */
export function programRefused(): Refused | undefined {
  return refused;
}

/** The settings as they were last saved. Undefined until the program started. */
export function settings(): Settings | undefined {
  return startup?.settings;
}

/** Whether the program is read-only: screens work, saving does not. */
export function isReadOnly(): boolean {
  return startup?.read_only ?? false;
}

/** The state of the keychain. Undefined until it was read. */
export function keychain(): Keychain | undefined {
  return chain;
}

/** Whether a keychain command is in progress: it can be slow. */
export function isKeychainBusy(): boolean {
  return looking;
}

async function applySettings({ language, appearance }: Settings): Promise<void> {
  setTheme(appearance);
  await switchLanguage(language);
}

/** Takes over saved settings, and applies them to the screens. */
export function applySavedSettings(saved: Settings): void {
  if (startup) startup = { ...startup, settings: saved };
  void applySettings(saved);
}

/** Reads what the screens need first. Also called after a backup was restored. */
export async function startProgram(): Promise<void> {
  const answer = await host.startup();
  if (answer.status === 'error') {
    refused = answer.error;
    return;
  }
  refused = undefined;
  // Before rendering: no page starts in another language or theme.
  await applySettings(answer.data.settings);
  startOfficeDrafts(answer.data.drafts);
  startup = answer.data;
}

type ChainCommand =
  'keychain' | 'retryKeychain' | 'useSessionOnly' | 'useKeychain' | 'replaceLostKey';

/**
 * Reads the state of the keychain (`retryKeychain` on request of the user: it abandons a call that still
 * hangs), or changes how it is used. Returns the refusal, if any; the known state then stays.
 */
export async function runKeychainCommand(command: ChainCommand): Promise<Refused | undefined> {
  looking = true;
  const answer = await host[command]();
  looking = false;
  if (answer.status === 'error') return answer.error;
  chain = answer.data;
  return undefined;
}

/** Dismisses a notice for good. Returns the refusal, if any. */
export async function closeNotice(notice: Notice): Promise<Refused | undefined> {
  const answer = await host.dismissNotice(notice);
  if (answer.status === 'error') return answer.error;
  startup = answer.data;
  return undefined;
}
