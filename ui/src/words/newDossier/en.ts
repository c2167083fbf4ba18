import type { Words } from '../nl';

export const newDossier: Words['newDossier'] = {
  title: 'New dossier',
  lede: 'Choose a handbook and the employers. Each employer gets its own dossier.',
  loading: 'Loading the handbooks and employers',
  handbook: 'Which handbook?',
  handbookHint: (partner, scope) => `${partner}, ${scope}`,
  scopes: { office: 'once, for your office', employer: 'for each employer' },
  due: 'Target date',
  dueHint: 'When should it be done? Day-month-year, such as 24-11-2026.',
  employers: 'Which employers?',
  search: 'Search for an employer',
  found: (shown, all) => `${shown} of ${all}`,
  noMatch: 'No employer matches this.',
  chooseAll: (count) => (count === 1 ? 'Choose this employer' : `Choose all ${count}`),
  chooseNone: 'Choose no employer',
  caption: 'Employers to choose from',
  name: 'Employer',
  number: 'Employer number',
  has: 'Already has an open dossier',
  openDossier: 'Open dossier',
  openOf: (employer) => `Open the dossier of ${employer}`,
  already: (count) =>
    count === 1
      ? 'One employer already has an open dossier of this handbook.'
      : `${count} employers already have an open dossier of this handbook.`,
  chosen: (count) =>
    count === 0
      ? 'No employer chosen yet'
      : `${count} ${count === 1 ? 'employer' : 'employers'} chosen`,
  noEmployers: 'There are no employers yet.',
  addEmployer: 'Add an employer',
  officeBusy: 'Your office already has an open dossier of this handbook.',
  start: (count) => (count <= 1 ? 'Begin dossier' : `Begin ${count} dossiers`),
  starting: 'Beginning the dossiers',
  started: (count) =>
    count === 1 ? '1 dossier has been started' : `${count} dossiers have been started`,
  noneStarted: 'No dossier was started: there was already an open one.',
  errors: {
    handbook: 'Choose a handbook',
    employers: 'Choose at least one employer',
    due: 'Target date: fill in a date that exists, such as 24-11-2026',
  },
};
