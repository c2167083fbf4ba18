import type { Words } from '../nl';

export const week: Words['week'] = {
  title: 'This week',
  toggle: (count) => (count === 0 ? 'This week' : `This week (${count})`),
  due: (until) => `To do up to ${until}`,
  nothingDue: 'Nothing is due.',
  showAll: (count) => `Show all ${count}`,
  waits: 'Waiting for',
  waitsCaption: 'Whom you wait for: in how many dossiers, and since when the longest',
  party: 'Party',
  dossiers: 'Dossiers',
  longest: 'The longest',
  since: (day) => `since ${day}`,
  overdue: (count) => `${count} to ask again`,
  showParty: (party) => `Show what waits for ${party}`,
  worsened: 'Was in order, is not now',
  lastMet: (day) => `last in order: ${day}`,
  goneLine: 'A question that this handbook no longer asks',
  finished: 'Completed by month',
  finishedCaption: 'How many dossiers were completed in each month',
  month: 'Month',
};
