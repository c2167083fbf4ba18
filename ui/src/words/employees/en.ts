import type { Words } from '../nl';

const count = (many: number, one: string, more: string) => `${many} ${many === 1 ? one : more}`;
const people = (many: number) => count(many, 'employee', 'employees');
const rows = (many: number) => count(many, 'row', 'rows');

/** Words of the page Employees to a file. */
export const employees: Words['employees'] = {
  title: 'Employees to a file',
  lede: 'A file of the employees in Loket, for the HR system. BSN, wages, bank account and address never go along.',
  loading: 'Loading',
  fromEmployer: 'Employees to a file, for the HR system',
  fromStep:
    'Does the HR system take in a file, or do you want to compare what is in it? Koppelwijzer makes the file with the employees in Loket, and says what changed since the last time.',
  toPage: 'Make the file with employees',
  choose: {
    title: 'Of which employer?',
    employer: 'Employer',
    none: 'Choose an employer',
    go: 'Continue',
    cancel: 'Cancel',
  },
  columns: {
    title: 'Columns',
    lede: 'Choose what goes into the file, from top to bottom. This is remembered for this employer.',
    list: 'Columns of the file',
    up: (column) => `Move ${column} up`,
    down: (column) => `Move ${column} down`,
    moved: (column, place, of) => `${column} is now column ${place} of ${of}`,
    notThere:
      'Department, function, cost centre and hours a week are not in the lists that Koppelwijzer reads from Loket.',
    leavers: 'Also those whose employment ended',
    leaversHint: 'That way an end date arrives in the HR system too.',
    format: 'Kind of file',
    formats: {
      csv: { text: 'CSV file', hint: 'Text with semicolons, as Dutch Excel opens it.' },
      xlsx: { text: 'Excel file (XLSX)', hint: 'Dates are dates, numbers stay text.' },
    },
  },
  read: {
    title: 'Employees in Loket',
    read: 'Read from Loket',
    again: 'Read from Loket again',
    reading: 'Reading from Loket',
    done: 'Employees read from Loket',
    notRead: 'Not read yet',
    readAt: (moment) => `Read ${moment}`,
    kept: 'What was read is not kept: it is gone once you leave this page.',
    notLinked:
      'The card of this employer has no Werkgever ID. Without it Loket cannot be asked about the employees.',
    toCard: 'Complete the card',
  },
  preview: {
    title: 'What goes into the file',
    rows: (many) => `${rows(many)}: one for each employment.`,
    leftOut: (many) =>
      `${people(many)} whose employment ended ${many === 1 ? 'does' : 'do'} not go along.`,
    caption: (many) => `The first ${rows(many)} of the file`,
    empty: 'There is nobody to put in the file.',
    noColumns: 'Choose a column first.',
  },
  notes: {
    shortened: (settings) =>
      `The list may be shortened: your filter settings in Loket leave employees out (${settings}). Somebody who is not in the file may be employed all the same.`,
    filtersUnknown: (why) =>
      `Whether your filter settings in Loket shorten the list is not known. ${why}`,
    columnUnread: (column, why) =>
      `The column ${column} does not go along, since it was not read. ${why}`,
    columnSensitive: {
      bsn: (column) =>
        `The column ${column} does not go along: all its values are written as a BSN.`,
      iban: (column) => `The column ${column} does not go along: all its values are bank accounts.`,
    },
    emailsUnknown: (many) =>
      `The e-mail address of ${people(many)} is not known. Those cells are empty.`,
    numberMissing: (column, many) =>
      `${people(many)} ${many === 1 ? 'has' : 'have'} nothing in Loket at ${column}.`,
    numberTwice: (column, many) =>
      `${column}: ${count(many, 'number stands', 'numbers stand')} on more than one row, of somebody with two employments or of two administrations. Choose Client number as well where the HR system has to tell them apart.`,
  },
  changes: {
    title: 'What changed',
    since: (moment) => `Since the file of ${moment}`,
    none: 'Nothing: all rows are as they were then.',
    first: 'This is the first file of this employer. The next time it says here what changed.',
    sealed:
      'What was in the last file is sealed and cannot be opened now. What changed is therefore not known.',
    new: (many) => `${people(many)} new`,
    changed: (many) => `${people(many)} changed`,
    gone: (many) => `${people(many)} not in Loket any more`,
    goneUnsure: (many) => `${people(many)} not in the list any more`,
    goneMeans: 'The list may be shortened: whether they are gone from Loket is not known.',
    left: (many) => `${people(many)} out of service, not in the file any more`,
    same: (many) => `${rows(many)} stayed the same.`,
    notCompared: (columns) => `Not compared, since they are not in both files: ${columns}.`,
    more: (many) => `and ${many} more`,
  },
  make: {
    make: 'Make the file',
    readFirst: 'Read the employees from Loket first.',
    made: (name) => `Made and read back cell by cell: ${name}`,
    last: (moment, many) => `Last file: ${moment}, ${rows(many)}`,
    notComparable:
      'What is in it could not be kept sealed. The next time it is not known what changed since this file.',
  },
};
