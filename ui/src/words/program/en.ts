import { keychain } from '../keychain/en';
import type { Words } from '../nl';

export const program: Words['program'] = {
  starting: 'Loading your records',
  startFailed: 'Koppelwijzer cannot start',
  retry: 'Try again',
  close: 'Understood',
  boundary: {
    title: 'This page cannot be shown',
    text: 'What you filled in and saved is still there. Try again, or go to the overview.',
    overview: 'To the overview',
    cause: (what: string) => `For whoever solves it: ${what}`,
  },
  readOnly: {
    title: 'You can only read now.',
    disk: 'The disk is full. Make room and start Koppelwijzer again.',
    rights:
      'The folder with the records cannot be written to. Ask your administrator for rights and start again.',
  },
  keychain: {
    looking: 'Looking up the passwords and the key',
    locked: `${keychain.The} is locked.`,
    lockedMeans: 'Passwords and personal data cannot be read now. Everything else works.',
    missing: `This computer has no ${keychain.none}.`,
    missingMeans: `Passwords can be kept until you close. Personal data and notes cannot: their key would be lost when you close, and then they can never be read again. ${keychain.turnOn}, and try again. Everything else works.`,
    sessionOnly: 'Passwords are kept for this session only.',
    sessionOnlyMeans: 'They are removed when you close the program.',
    sessionOnlySealed: 'Personal data and notes cannot be kept this way: their key has to stay.',
    keyLost: 'The key of your personal data was not found.',
    keyLostMeans: 'What is encrypted cannot be read. Everything else works.',
    keyElsewhere: (computer) =>
      `The key is on computer ${computer}. Open Koppelwijzer there. Do you want to go on with a dossier here? Save it as a file there and import that here.`,
    useSession: 'This session only',
    useKeychain: `Use ${keychain.the}`,
    newKey: 'Make a new key',
  },
  newKey: {
    title: 'Make a new key?',
    goes: 'What was encrypted with the old key can never be read again: personal data and notes that are already in your dossiers. You fill them in again.',
    stays: 'Employers, steps, the history and the files you made stay as they are.',
    first:
      'Is the old key still on another computer, or in a backup of this one? Put that back first and try again.',
    make: 'Make a new key',
    cancel: 'Cancel',
    made: 'The new key has been made',
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
    noWalTitle: 'Your records are in a network folder or a synchronised folder',
    noWal:
      'Koppelwijzer works, but slower, and two computers at once can damage your records. It is better to keep the folder on this computer.',
    synchronisedTitle: (by) => `Your records are in a folder of ${by}`,
    synchronised:
      'Such a program copies files while Koppelwijzer writes to them. That can damage your records. It is better to keep the folder elsewhere; your backups may stay there.',
    onNetworkTitle: 'Your records are on another computer',
    onNetwork:
      'What is in a network folder can be damaged when the connection drops or when two computers write at once. It is better to keep the folder on this computer; your backups may stay there. The folder is now:',
    networkProfileTitle: 'Your Windows profile is on a server, your records are on this computer',
    networkProfile:
      'Nothing is lost. If you work on another computer, or on another server of your office, you will not see these records there, nor the key. Always work on the same computer, or ask your administrator what is possible. Your profile is here:',
    otherFolderTitle: 'There are records in another folder as well',
    otherFolder:
      'An earlier Koppelwijzer kept them there. Nothing was merged and nothing was thrown away: what you see now is in the folder that Settings shows. If you no longer need the other records, remove that folder yourself. It is here:',
    clockTitle: 'The clock of this computer is behind',
    clock: (last) =>
      `The last change in your records is of ${last}. Set the clock right: what you do now gets a wrong time otherwise. The order in the history stays right.`,
    backups: 'See the backups',
  },
  office: 'Your office',
};
