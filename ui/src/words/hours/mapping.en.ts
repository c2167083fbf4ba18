import type { Words } from '../nl';

export const mapping: Words['hours']['mapping'] = {
  title: 'Linking',
  titles: { person: 'Employees', code: 'Hours codes', department: 'Departments' },
  done: (many, all) => `${many} of ${all} linked`,
  inFile: 'In the file',
  rows: 'Rows',
  choice: {
    person: 'Personnel number in Loket',
    code: 'Component code in Loket',
    department: {
      distributionUnit: 'Distribution unit in Loket',
      costCenter: 'Cost centre in Loket',
    },
  },
  choiceFor: {
    person: (name) => `Personnel number for ${name}`,
    code: (name) => `Component code for ${name}`,
    department: (name) => `Number for ${name}`,
  },
  how: 'How chosen',
  hows: {
    lastRun: (period) => `as in ${period}`,
    earlier: 'as last time',
    chosen: 'chosen by you',
    own: 'number of the file',
    dossier: 'from the dossier',
    employer: 'from another employer',
    file: 'from a mapping file',
    missing: 'missing',
  },
  pick: {
    person: 'Choose an employee',
    code: 'Choose a code',
    department: 'Choose a number',
  },
  option: (value, name) => (name === '' ? value : `${value} ${name}`),
  add: 'To be added in Loket first',
  take: (label) => `Take over: ${label}`,
  takeOf: (name, label) => `Take over the proposal for ${name}: ${label}`,
  takeAll: (many) => `Take over all ${many} proposals`,
  notImportedOf: (what) => `Does not go along: ${what}`,
  typeHint: 'A number of Loket, digits only.',
  notANumber: 'Enter the number, not the name.',
  notImported: 'Does not go along',
  notImportedBecause: (reason) => `Does not go along: ${reason}`,
  restore: 'Goes along after all',
  chooseRow: (name) => `Choose ${name}`,
  chooseAll: 'Choose all rows',
  chosen: (many) => `${many} chosen`,
  setAll: 'Set for these rows',
  setAllTo: 'Value for the chosen rows',
  clear: 'Choose none',
  showAll: (many) => `Show all ${many}`,
  showOpen: 'Show only what needs a look',
  allFound: 'All employees were found by their number.',
  offline:
    'What is in Loket has not been read yet. You can enter the numbers yourself; whether they exist is then not checked.',
  useUnits: 'The file gets a column for the distribution unit',
  dialog: {
    title: 'Does not go along',
    means: (many) =>
      many === 1
        ? 'Its hours do not come in the file. The reason stays with this payroll period.'
        : 'The hours of these rows do not come in the file. The reason stays with this payroll period.',
    reason: 'Why does this not go along?',
    empty: 'Write down a reason',
    save: 'Save',
    cancel: 'Cancel',
  },
};
