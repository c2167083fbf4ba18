import { system, type System } from '../system';

/** What the system calls the place where it keeps secrets. */
export interface KeychainName {
  /** As a heading. */
  title: string;
  /** Inside a sentence, and at its start. */
  the: string;
  The: string;
  /** After `geen`. */
  none: string;
  /** What to do where there is none. */
  turnOn: string;
}

const names: Record<System, KeychainName> = {
  windows: {
    title: 'Windows-referentiebeheer',
    the: 'Windows-referentiebeheer',
    The: 'Windows-referentiebeheer',
    none: 'Windows-referentiebeheer',
    turnOn: 'Start in Windows de service Referentiebeheer, of vraag het je beheerder',
  },
  mac: {
    title: 'Sleutelhanger',
    the: 'de sleutelhanger',
    The: 'De sleutelhanger',
    none: 'sleutelhanger',
    turnOn: 'Maak een sleutelhanger in Sleutelhangertoegang',
  },
  linux: {
    title: 'Sleutelring',
    the: 'de sleutelring',
    The: 'De sleutelring',
    none: 'sleutelring',
    turnOn: 'Zet GNOME Keyring of KWallet aan',
  },
};

export const keychain = names[system()];
