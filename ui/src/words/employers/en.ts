import { keychain } from '../keychain/en';
import type { Words } from '../nl';

export const employers: Words['employers'] = {
  title: 'Employers',
  lede: (count) =>
    count === 1 ? 'Your office has 1 employer.' : `Your office has ${count} employers.`,
  loading: 'Loading the employers',
  add: 'Add an employer',
  search: 'Search by name or number',
  found: (shown, all) => `${shown} of ${all}`,
  noMatch: 'No employer matches this.',
  empty: 'There are no employers yet. Add the first, then you can begin a dossier.',
  caption: 'Employers with their numbers and dossiers',
  dossierCount: (open, all) => {
    if (all === 0) return 'None';
    const done = all - open;
    return [open > 0 ? `${open} open` : '', done > 0 ? `${done} completed` : '']
      .filter(Boolean)
      .join(', ');
  },
  dossiers: 'Dossiers',
  unknown: 'Not filled in',
  administration: (index) => `Administration ${index}`,
  administrations: 'Administrations',
  noAdministrations: 'No administrations have been filled in yet.',
  loket: 'In Loket',
  seen: (day) => `Read ${day}`,
  vanished: 'No longer found in Loket',
  byHand: 'Entered by hand',
  card: {
    fromLoket: (moment) => `From Loket, last read ${moment}`,
    vanished: (moment) => `No longer found in Loket. Last read ${moment}.`,
    vanishedMeans:
      'The employer was removed there, or your user can no longer reach it. What is here stays.',
    differs: 'Different in Loket',
    differsText:
      'What you filled in yourself was not overwritten. Choose for each detail which is correct.',
    field: 'Detail',
    here: 'On the card',
    inLoket: 'In Loket',
    readAt: (moment) => `From Loket, read ${moment}`,
    empty: 'Empty',
    takeOver: 'Take over from Loket',
    takeOverWhat: (field) => `Take over ${field} from Loket`,
    tookOver: (field) => `${field} now comes from Loket`,
    check: 'Check everything',
    checking: 'Checking in Loket',
    checkText: 'Koppelwijzer asks Loket about all dossiers of this employer.',
    checked: (dossiers, fine) =>
      dossiers === 1
        ? `1 dossier checked, ${fine === 1 ? 'everything is correct' : 'not everything is correct'}.`
        : `${dossiers} dossiers checked, in ${fine === 0 ? 'none of them' : fine} everything is correct.`,
    worsened: 'Was correct, not now',
    failing: 'Not correct',
    skipped: 'Not checked',
    skippedWhy: {
      notLinked: 'not linked to an employer in Loket yet',
      never: 'nothing has been read yet',
      offline: 'Loket could not be reached',
      listChanged: 'the list changed while it was read',
      rejected: 'Loket does not accept the question',
      notStated: 'Loket leaves empty what this needs',
      signedOut: 'you are not signed in',
      notPermitted: 'you have no rights for this employer',
      vanished: 'the employer was not found in Loket',
      changed: 'Loket answers in a form that this version does not know',
      sealed: `${keychain.the} is locked`,
      notOffered: 'Loket offers no way to ask for this',
      notEntered: 'something has not been filled in yet',
      filtered: 'a filter in Loket hides part of the list',
      userNamesMissing: 'Loket does not show the user name of every user',
      userKindUnknown: 'Loket does not say what kind of user it is',
      applicationUnknown: 'Loket does not say which application it is',
      rightsUnrecognised: 'Loket uses names for rights that Koppelwijzer does not know',
      employerOutOfReach: 'whoever is signed in cannot reach this employer',
    },
    facts: 'Details',
    edit: 'Change',
    newDossier: 'New dossier',
    noDossiers: 'This employer has no dossiers yet.',
    dossiersCaption: 'Dossiers of this employer',
    changed: (moment) => `Filled in by hand, last changed ${moment}`,
    cardChanged: (moment) => `Card last changed ${moment}`,
    read: 'Read from Loket',
    reading: 'Reading',
    wasRead: 'The details have been read',
    remove: 'Remove employer',
  },
  readAll: {
    read: 'Read all administrations from Loket',
    reading: 'Reading all administrations',
    done: (read, of) =>
      read === of
        ? `The administrations of ${of === 1 ? '1 employer' : `all ${of} employers`} were read.`
        : `The administrations of ${read} of the ${of} employers were read.`,
  },
  timeline: {
    link: 'Timeline: what happened for this employer',
    title: 'Timeline',
    caption: 'What happened, newest first',
    loading: 'Loading the timeline',
    now: 'Where it stands',
    waits: (count) =>
      count === 1
        ? 'In 1 dossier you wait for someone else.'
        : `In ${count} dossiers you wait for someone else.`,
    happened: 'What happened',
    dossier: 'Dossier',
    who: 'Who',
    when: 'When',
    none: 'Nothing has happened for this employer yet.',
    unreadable: (count) =>
      count === 1
        ? 'One dossier cannot be read. What happened in it is not shown here.'
        : `${count} dossiers cannot be read. What happened in them is not shown here.`,
  },
  remove: {
    title: (name) => `Remove ${name}?`,
    goes: 'This is removed, and cannot be undone:',
    employer: 'The employer with its administrations',
    dossiers: (count) => (count === 1 ? '1 dossier' : `${count} dossiers`),
    hoursRuns: (count) =>
      count === 1
        ? '1 payroll period in Hours to Loket'
        : `${count} payroll periods in Hours to Loket`,
    events: (count) => (count === 1 ? '1 event in the history' : `${count} events in the history`),
    files: (count) =>
      count === 1
        ? 'The record of 1 file that was made'
        : `The record of ${count} files that were made`,
    passwords: `Passwords of these dossiers in ${keychain.the}`,
    stays: 'The files themselves stay where you saved them.',
    backups: (count) =>
      count === 1
        ? '1 backup keeps all of it until that backup is cleared away.'
        : `${count} backups keep all of it until those are cleared away.`,
    setAside: (count) =>
      count === 1
        ? '1 damaged file that was set aside may hold it too.'
        : `${count} damaged files that were set aside may hold it too.`,
    confirm: (dossiers) => {
      if (dossiers === 0) return 'Remove the employer';
      return `Remove the employer and ${dossiers} ${dossiers === 1 ? 'dossier' : 'dossiers'}`;
    },
    cancel: 'Cancel',
    done: (name) => `${name} has been removed`,
    counting: 'Counting',
  },
  form: {
    newTitle: 'Add an employer',
    editTitle: 'Change the employer',
    lede: 'Everything is saved while you type. Only the name is required.',
    resumed:
      'This also shows what you typed before that is not correct yet. Correct it with Continue, or discard it.',
    discard: 'Discard what was not saved',
    company: 'Details of the employer',
    name: 'Company name',
    nameHint: 'As in Loket.',
    employerIdHint: 'A long code with dashes. Not the employer number.',
    employerIdOld: 'Not shown. Click the blue link at the top right to the new Loket.',
    employerNumberHint: 'The short number in the list of employers.',
    kvkHint: 'Eight digits.',
    emailHint: 'Messages to the employer go here.',
    administrationsHint: 'More than one loonheffingennummer? Then each has its own administration.',
    administrationName: 'Name of the administration',
    administrationNameHint: 'To tell administrations apart.',
    taxesHint: 'Nine digits, an L and two digits. Spaces and dots are fine.',
    periodNone: 'I do not know',
    addAdministration: 'Another administration',
    addFirst: 'Add an administration',
    removeAdministration: (name) => `Remove ${name}`,
    removed: (name) => `${name} has been removed`,
    done: 'Continue',
    later: 'Continue later',
  },
};
