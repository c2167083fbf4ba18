import type { Words } from '../nl';

export const newDossier: Words['newDossier'] = {
  title: 'New dossier',
  lede: 'Choose a handbook and the employers. Each employer gets a dossier of its own.',
  loading: 'Opening the handbooks and employers',
  handbook: 'Which handbook?',
  handbookHint: (partner, scope) => `${partner}, ${scope}`,
  scopes: { office: 'once, for your office', employer: 'for each employer' },
  due: 'Target date',
  dueHint: 'When should it be done? Day-month-year, such as 24-11-2026.',
  employers: 'Which employers?',
  search: 'Search an employer',
  found: (shown, all) => `${shown} of ${all}`,
  noMatch: 'No employer fits this.',
  chooseAll: (count) => (count === 1 ? 'Choose this one' : `Choose all ${count}`),
  chooseNone: 'Choose none',
  caption: 'Employers to choose',
  name: 'Employer',
  number: 'Employer number',
  has: 'Has an open dossier already',
  openDossier: 'Open dossier',
  openOf: (employer) => `Open the dossier of ${employer}`,
  already: (count) =>
    count === 1
      ? 'One employer has an open dossier of this handbook already.'
      : `${count} employers have an open dossier of this handbook already.`,
  chosen: (count) =>
    count === 0
      ? 'No employer chosen yet'
      : `${count} ${count === 1 ? 'employer' : 'employers'} chosen`,
  noEmployers: 'There are no employers yet.',
  addEmployer: 'Add an employer',
  officeBusy: 'Your office has an open dossier of this handbook already.',
  start: (count) => (count <= 1 ? 'Begin dossier' : `Begin ${count} dossiers`),
  starting: 'Beginning',
  started: (count) => (count === 1 ? '1 dossier was begun' : `${count} dossiers were begun`),
  noneStarted: 'No dossier was begun: there was an open one already.',
  errors: {
    handbook: 'Choose a handbook',
    employers: 'Choose at least one employer',
    due: 'Target date: fill in a date that exists, such as 24-11-2026',
  },
};
