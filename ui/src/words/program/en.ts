import type { Words } from '../nl';

export const program: Words['program'] = {
  starting: 'Opening your records',
  startFailed: 'Koppelwijzer cannot start',
  retry: 'Try again',
  close: 'Understood',
  boundary: {
    title: 'This page cannot be shown',
    text: 'What you filled in and saved is still there. Try again, or go to the overview.',
    overview: 'To the overview',
    cause: (what: string) => `For who mends it: ${what}`,
  },
  readOnly: {
    title: 'You can only read now.',
    disk: 'The disk is full. Make room and start Koppelwijzer again.',
    rights:
      'The folder with the records may not be written to. Ask your administrator for rights and start again.',
  },
  keychain: {
    looking: 'Asking the keychain',
    locked: 'The keychain is locked.',
    lockedMeans: 'Passwords and personal data stay closed. Everything else works.',
    missing: 'This computer has no keychain.',
    missingMeans:
      'Passwords can be kept until you close. Personal data and notes cannot: their key would be gone when you close, and then they can never be read again. Turn a keychain on and try again; on Linux that is GNOME Keyring or KWallet. Everything else works.',
    sessionOnly: 'Passwords are kept for this session only.',
    sessionOnlyMeans: 'When you close the program they are gone.',
    sessionOnlySealed: 'Personal data and notes cannot be kept this way: their key has to stay.',
    keyLost: 'The key of your personal data is gone.',
    keyLostMeans: 'What is sealed stays closed. Everything else works.',
    useSession: 'This session only',
    useKeychain: 'Use the keychain',
    newKey: 'Make a new key',
  },
  newKey: {
    title: 'Make a new key?',
    goes: 'What was sealed with the old key stays closed for good: personal data and notes that are in your dossiers already. You fill them in again.',
    stays: 'Employers, steps, the history and the files you made stay as they are.',
    first:
      'Is the old key still on another computer, or in a backup of this one? Put that back first and try again.',
    make: 'Make a new key',
    cancel: 'Do not',
    made: 'The new key was made',
  },
  notices: {
    restoredTitle: 'Your records were damaged and were restored from a backup',
    restored: (since) => `What you filled in after ${since} is missing. Check what you did then.`,
    restoredBetween: (since, until) =>
      `What you filled in between ${since} and ${until} is missing. Check what you did then.`,
    emptyTitle: 'Your records were damaged and there was no backup',
    empty:
      'Koppelwijzer started empty. Do you have a copy of the folder with the records? Then put it back.',
    aside: 'The damaged file was not thrown away. It is here:',
    noWalTitle: 'Your records are in a network folder or a folder that is synchronised',
    noWal:
      'Koppelwijzer works, but slower, and two computers at once can damage your records. Better put the folder on this computer.',
    synchronisedTitle: (by) => `Your records are in a folder of ${by}`,
    synchronised:
      'Such a program copies files while Koppelwijzer writes to them. That can damage your records. Better put the folder elsewhere; your backups may stay there.',
    backups: 'See the backups',
  },
  office: 'Your office',
};
