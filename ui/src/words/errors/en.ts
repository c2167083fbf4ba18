import { keychain } from '../keychain/en';
import type { Words } from '../nl';
import { loket } from './loket.en';

const dossiers = (count: number) =>
  count === 1 ? '1 dossier follows' : `${count} dossiers follow`;

export const errors: Words['errors'] = {
  codes: {
    notFound: { title: 'This is no longer here', todo: 'It was removed, or the link is wrong.' },
    needsName: {
      title: 'First fill in your name and initials',
      todo: 'They are shown in the history. You fill them in under Settings.',
    },
    wrong: {
      title: 'Not everything is filled in correctly',
      todo: 'Correct the fields that are marked.',
    },
    signedOff: { title: 'This dossier is completed', todo: 'Reopen it to change something.' },
    cannotStart: {
      title: 'This step cannot start yet',
      todo: 'First complete the steps that come before it.',
    },
    incomplete: {
      title: 'This step is not complete yet',
      todo: 'Fill in what is missing, or come back to it later.',
    },
    stepsOpen: { title: 'Some steps are still open', todo: 'Complete those first.' },
    needsWords: {
      title: 'Write down a reason',
      todo: 'It stays in the history and in the report.',
    },
    samePerson: {
      title: 'A colleague has to check this',
      todo: 'You signed it off yourself, so somebody else checks it.',
    },
    nothingToRemind: {
      title: 'There is nothing to remind you of',
      todo: 'Set a target date for a dossier, or start waiting in a step. No calendar file was made.',
    },
    stillKept: {
      title: 'The password is still kept here',
      todo: 'Remove it first. This line then fills itself in.',
    },
    notKept: {
      title: 'No password is kept here',
      todo: 'Choose that it was removed, or make a new one at the user.',
    },
    contradicted: {
      title: 'Loket says that this is not so',
      todo: 'Nothing was ticked. Was it put right meanwhile? Check in Loket again: once it is right, you can go on. If it cannot be put right, continue with a reason: no tick is needed then.',
    },
    unknownPlaces: {
      title: 'The app cannot fill this in',
      todo: 'Choose something from the list below the message, or take the braces away.',
    },
    nothingToUndo: {
      title: 'There is nothing to undo',
      todo: 'It was already undone, or something else was changed after it.',
    },
    badInput: {
      title: 'This could not be processed',
      todo: 'Nothing was changed. Go back and open the page again.',
    },
    notSaved: { title: 'Not saved', todo: 'Try again in a moment.' },
    unreadable: { title: 'The records cannot be read', todo: 'Restore a backup under Settings.' },
    keychain: {
      title: `${keychain.The} cannot be used`,
      todo: 'Everything that needs no password or key keeps working.',
    },
    badPassword: {
      title: 'This password does not meet the requirements of Loket',
      todo: 'Choose another password, or have one made.',
    },
    handbookFaults: {
      title: 'There are errors in this handbook',
      todo: 'Nothing was imported. Correct the file and try again.',
    },
    handbookTaken: {
      title: 'This is the name (id) of a handbook of the app',
      todo: 'Nothing was imported. Give your handbook another name.',
    },
    handbookFollowed: {
      title: 'This handbook is still in use',
      todo: 'Nothing was removed. First remove the dossiers that follow it, if you do not need them any more.',
    },
    tooLarge: { title: 'This file is too large', todo: 'Choose a smaller file.' },
    overBound: {
      title: 'This is too large to keep',
      todo: 'A text can be 10,000 characters long, a list 2,000 rows, 256 KB in all. Make it shorter.',
    },
    otherEnvironment: {
      title: 'This dossier belongs to another environment',
      todo: 'First go to the environment in which it was made.',
    },
    backupTooNew: {
      title: 'This backup is from a newer Koppelwijzer',
      todo: 'Nothing was changed. Update Koppelwijzer first.',
    },
    notWritten: { title: 'The file was not made', todo: 'Choose another place.' },
    notADossierFile: {
      title: 'This is not a dossier file',
      todo: 'Choose a file that comes from Koppelwijzer.',
    },
    dossierFileTooNew: {
      title: 'This dossier file is from a newer Koppelwijzer',
      todo: 'Nothing was imported. Update Koppelwijzer first.',
    },
    dossierIsHere: {
      title: 'You already have this dossier',
      todo: 'Nothing was imported. You can find it on the overview.',
    },
    hoursFile: {
      title: 'The file of hours was not read',
      todo: 'Choose another file.',
    },
    notAMapping: {
      title: 'This is no mapping of hours',
      todo: 'Choose a file that Koppelwijzer saved. Nothing was taken over.',
    },
    hoursFileClosed: {
      title: 'The file of hours is not open any more',
      todo: 'Choose the file again. What you chose was kept.',
    },
    employeesNotRead: {
      title: 'The employees were not read',
      todo: 'Read them from Loket again. No file was made; your columns were kept.',
    },
    uploadHeldBack: {
      title: 'The upload file cannot be made yet',
      todo: 'Resolve what holds it back first.',
    },
    notOpened: {
      title: 'Opening or copying did not work',
      todo: 'Try again, or copy it by hand.',
    },
    notUpdated: { title: 'No new version was installed', todo: 'Try again later.' },
    cancelled: { title: 'You closed the window', todo: 'Nothing was changed.' },
    environmentClosed: {
      title: 'The records of that environment cannot be opened',
      todo: 'Try again. If it does not work, see whether the folder with the records is still there.',
    },
    loket: {
      title: 'Loket gave no usable answer',
      todo: 'Try again later.',
    },
    unexpected: {
      title: 'Something went wrong in Koppelwijzer',
      todo: 'What you did before this is saved. Try again.',
    },
    unanswered: {
      title: 'The program gave no answer',
      todo: 'What you did before this is saved. Close Koppelwijzer and open it again.',
    },
  },
  safe: {
    wrong: 'What you filled in is still there.',
    notSaved: 'What you filled in is still on the screen. What was saved before is still there.',
    unreadable: 'Nothing was changed or thrown away.',
    keychain: 'What was saved before is still there.',
    environmentClosed: 'You continue in the environment you were in. Nothing in it was changed.',
    notWritten: 'Your dossiers did not change. No incomplete file was left.',
    notOpened: 'Nothing was changed.',
    notUpdated:
      'Nothing was installed. This version goes on working and your records did not change.',
    hoursFile: 'The file itself was not changed.',
    uploadHeldBack: 'Nothing was made.',
    tooLarge: 'Nothing was imported.',
    overBound: 'Nothing was changed.',
    unknownPlaces: 'What you typed is still there. The message is still as it was.',
    otherEnvironment: 'Nothing was imported.',
    notADossierFile: 'Nothing was imported.',
  },
  notSaved: {
    busy: 'Another program holds the records, often a virus scanner or a program that makes backups. Wait a moment and try again. If this stays, have that program pass over the folder with the records.',
    diskFull: 'The disk is full. Make room and try again.',
    disk: 'The disk gave an error. Try again and make a backup on another disk.',
    readOnly: 'The records can only be read. Ask your administrator for rights to write there.',
    gone: 'The folder with the records is gone or replaced. Put it back and restart Koppelwijzer.',
    stale: 'The dossier was changed in the meantime. Open it again and see what changed.',
    damaged: 'The records are damaged. Restore a backup under Settings.',
  },
  noKeychain: {
    locked: `${keychain.The} is locked or does not answer. Unlock it and try again.`,
    missing: `This computer has no ${keychain.none}. Passwords can be kept until you close, personal data and notes cannot: you could never read them again after that.`,
    sessionOnly: `You now keep passwords only, until you close. Personal data and notes need a key that stays, in ${keychain.the}.`,
    keyMissing: `The key of your records is not in ${keychain.the}. See Settings.`,
    unreadable: `What ${keychain.the} holds cannot be read. Make a new password, or remove this one.`,
    notThere: `This is not in ${keychain.the}. Enter it again.`,
  },
  handbook: {
    taken: (count, version) =>
      `${dossiers(count)} version ${version} of this handbook, with other contents`,
    takenTodo: 'Nothing was imported. Give the file a higher version.',
    followed: (count) => `${dossiers(count)} this handbook`,
  },
  notUpdated: {
    notReached: {
      title: 'The newest version could not be looked up',
      todo: 'Check your internet connection and try again. Does the internet work? Then ask your administrator to allow the connection.',
    },
    notUnderstood: {
      title: 'Which version is the newest is unknown',
      todo: 'The answer could not be read. Try again later. If this goes on, report it to whoever installed Koppelwijzer for you.',
    },
    notForThisSystem: {
      title: 'The new version is not there for this computer',
      todo: 'Go on with this version. Ask whoever installed Koppelwijzer for you when the new one is there.',
    },
    notSigned: {
      title: 'The new version cannot be trusted',
      todo: 'The signature of the file is wrong. Report this to whoever installed Koppelwijzer for you. Do not get the file elsewhere.',
    },
    notInstalled: {
      title: 'The new version could not be installed',
      todo: 'Check that the disk is not full and that you may write in the folder of Koppelwijzer. Otherwise ask your administrator.',
    },
  },
  notWritten: {
    inUseTitle: 'The file was saved under another name',
    inUse: (kept) =>
      `Another program has the file open. The new one was saved next to it as ${kept}.`,
    noRoom: 'The disk is full. Make room, or choose another place.',
    noRights: 'You may not write here. Choose another place.',
    pathTooLong: 'The name with all its folders is too long. Choose a folder higher up.',
    badName: 'This folder does not take this name. Choose another name or another place.',
    gone: 'The folder is no longer there. Choose another place.',
    failed: 'The file does not hold what was written. Choose another place.',
  },
  loket,
  field: {
    empty: (what) => `Fill in: ${what}`,
    tooLong: (what) => `${what}: this is too long`,
    controlCharacters: (what) => `${what}: remove the invisible characters`,
    notANumber: (what) => `${what}: fill in a whole number`,
    notAnAmount: (what) => `${what}: fill in an amount, such as 12.50`,
    notADate: (what) => `${what}: fill in a date that exists`,
    notAnEmail: (what) => `${what}: fill in an e-mail address`,
    notAPhone: (what) => `${what}: fill in a telephone number that Loket accepts`,
    notAPayrollTaxesNumber: (what) => `${what}: fill in nine digits, an L and two digits`,
    failsElevenTest: (what) => `${what}: a digit was mistyped`,
    notAGuid: (what) => `${what}: fill in the long code with dashes`,
    isEmployerNumber: (what) =>
      `${what}: this is the employer number, fill in the long code with dashes`,
    nilGuid: (what) => `${what}: a code of only zeros does not exist`,
    notAKvk: (what) => `${what}: fill in eight digits`,
    belowOne: (what) => `${what}: fill in 1 or more`,
    outOfRange: (what) => `${what}: this number is not possible here`,
    notAnEnvironmentCode: (what) =>
      `${what}: fill in the environment code, not an e-mail address or long code`,
    notAUsername: (what) => `${what}: fill in 3 to 50 characters that Loket accepts`,
    notInitials: (what) => `${what}: fill in one to six letters`,
    notALastName: (what) => `${what}: fill in 1 to 25 letters`,
    notAComponentCode: (what) => `${what}: fill in the code, not the name`,
    notAnOption: (what) => `${what}: choose one of the options`,
    notAnAddress: (what) => `${what}: fill in an address that can be used here`,
  },
};
