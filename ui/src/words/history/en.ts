import type { Words } from '../nl';

export const history: Words['history'] = {
  title: 'History',
  lede: (count) => `Everything that happened in this dossier, newest first: ${count}.`,
  count: (count, one) => (one ? '1 line' : `${count} lines`),
  caption: 'What happened, by whom and when',
  when: 'When',
  who: 'Who',
  happened: 'What',
  undoneMark: 'undone',
  csv: 'Save as CSV',
  reading: 'Reading the history',
  what: {
    started: 'Dossier started',
    recorded: (item) => `Recorded: ${item}`,
    cleared: (item) => `Taken away: ${item}`,
    secretKept: (item) => `${item} kept in the keychain`,
    secretForgotten: (item) => `${item} forgotten`,
    stepCompleted: (step) => `Step completed: ${step}`,
    stepReopened: (step) => `Step opened again: ${step}`,
    stepSetAside: (step, reason) =>
      reason === '' ? `Not applicable: ${step}` : `Not applicable: ${step} (${reason})`,
    waitStarted: (step, on) => `Waiting for ${on}: ${step}`,
    waitEnded: (step, day) =>
      day === '' ? `Answer received: ${step}` : `Answer received on ${day}: ${step}`,
    checkMet: (item) => `Checked in Loket, correct: ${item}`,
    checkFailed: (item) => `Checked in Loket, not correct: ${item}`,
    checkUnexpected: (item) => `Checked in Loket, stands out: ${item}`,
    checkUnknown: (item) => `Checked in Loket, unknown: ${item}`,
    wentOn: (item, reason) =>
      reason === '' ? `Went on anyway: ${item}` : `Went on anyway: ${item} (${reason})`,
    userMade: (user) => `User made in Loket: ${user}`,
    rightsSet: (user) => `Rights set in Loket: ${user}`,
    productsSwitched: (products) => `Products switched in Loket: ${products}`,
    changeStarted: (item, value) =>
      value === ''
        ? `Change in Loket started: ${item}`
        : `Change in Loket started: ${item} (${value})`,
    fileMade: (name) => (name === '' ? 'File made' : `File made: ${name}`),
    changeFailed: (item, value) =>
      value === ''
        ? `Change in Loket not made: ${item}`
        : `Change in Loket not made: ${item} (${value})`,
    changePartly: (item, value) =>
      value === ''
        ? `Change in Loket made in part: ${item}`
        : `Change in Loket made in part: ${item} (${value})`,
    changeUncertain: (item, value) =>
      value === ''
        ? `Change in Loket uncertain: ${item}`
        : `Change in Loket uncertain: ${item} (${value})`,
    noteAdded: (note) => (note === '' ? 'Note written' : `Note: ${note}`),
    dueSet: (day) => `Target date set to ${day}`,
    dueTaken: 'Target date taken away',
    handbookMoved: (version) => `Moved to version ${version} of the handbook`,
    signedOff: 'Dossier signed off',
    countersigned: 'Checked by a colleague',
    reopened: 'Dossier reopened',
    imported: 'Dossier taken over from a file',
    undone: (what) => (what === '' ? 'Undone' : `Undone: ${what}`),
  },
  undo: {
    title: 'Last act',
    button: 'Undo',
    done: 'The last act was undone',
    back: {
      started: 'This cannot be taken back.',
      answered: 'What stood there before comes back.',
      cleared: 'What stood there comes back.',
      secretKept: 'The line is open again. The password itself stays in the keychain.',
      secretForgotten: 'The line says kept again. The password itself does not come back.',
      stepCompleted: 'The step is open again.',
      stepReopened: 'The step is as it was.',
      stepSetAside: 'The step counts again.',
      waitStarted: 'The waiting stops.',
      waitEnded: 'The waiting goes on.',
      checkMet: 'What Loket said before comes back.',
      checkFailed: 'What Loket said before comes back.',
      checkUnexpected: 'What Loket said before comes back.',
      checkUnknown: 'What Loket said before comes back.',
      wentOn: 'The check stands in the way of the step again.',
      userMade: 'This cannot be taken back: the user is in Loket.',
      rightsSet: 'This cannot be taken back: the rights are in Loket.',
      productsSwitched: 'This cannot be taken back: the products are in Loket.',
      changeStarted: 'This cannot be taken back.',
      fileMade: 'This cannot be taken back: the file is there.',
      changeFailed: 'This cannot be taken back.',
      changePartly: 'This cannot be taken back: the user is in Loket.',
      changeUncertain: 'This cannot be taken back.',
      noteAdded: 'The note goes.',
      dueSet: 'The former target date comes back.',
      handbookMoved: 'The dossier goes back to the former version.',
      signedOff: 'The dossier is open again.',
      countersigned: 'The check lapses.',
      reopened: 'The dossier is signed off again.',
      imported: 'This cannot be taken back.',
      undone: 'This cannot be taken back.',
    },
  },
};
