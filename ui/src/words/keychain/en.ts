import { system, type System } from '../system';
import type { KeychainName } from './nl';

const names: Record<System, KeychainName> = {
  windows: {
    title: 'Windows Credential Manager',
    the: 'Windows Credential Manager',
    The: 'Windows Credential Manager',
    none: 'Windows Credential Manager',
    turnOn: 'Start the Credential Manager service in Windows, or ask your administrator',
  },
  mac: {
    title: 'Keychain',
    the: 'the keychain',
    The: 'The keychain',
    none: 'keychain',
    turnOn: 'Make a keychain in Keychain Access',
  },
  linux: {
    title: 'Keyring',
    the: 'the keyring',
    The: 'The keyring',
    none: 'keyring',
    turnOn: 'Turn on GNOME Keyring or KWallet',
  },
};

export const keychain = names[system()];
