import { fill } from '../record';
import { record } from '../record.en';
import type { Words } from '../nl';

export const parts: Words['parts'] = {
  status: {
    ...record.statuses,
    waiting: (on) => fill(record.statuses.waiting, { on }),
  },
  verdict: {
    met: record.outcomes.met,
    unmet: record.outcomes.unmet,
    unexpected: record.outcomes.unexpected,
    unknown: record.outcomes.unknown,
  },
  copy: { word: 'Copy', what: (what) => `Copy ${what}`, done: 'Copied' },
  origin: {
    read: (source, moment) => `From ${source}, read ${moment}`,
    own: (initials, moment) => `Entered by ${initials}, ${moment}`,
  },
  field: {
    error: 'Error: ',
    optional: '(optional)',
    whereInLoket: 'Where is this in Loket?',
    newLoket: 'New Loket:',
    oldLoket: 'Old Loket:',
  },
  length: {
    left: (count: number) => `${count.toLocaleString('en-GB')} of 10,000 characters left.`,
    over: (count: number) =>
      `${count.toLocaleString('en-GB')} characters too long: 10,000 fit. What is here is kept as a draft until you shorten it.`,
    notKept:
      'This text is so long that only its beginning is kept as a draft. 10,000 characters fit.',
  },
  dayInput: {
    today: 'Today',
    open: (what) => `Choose a day: ${what}`,
    title: (what) => `Choose a day: ${what}`,
    before: 'Previous month',
    after: 'Next month',
    past: (day) =>
      `${day} has passed. If that is correct, save again. Otherwise enter another day.`,
  },
  errorSummary: { title: 'There is a problem', pageTitle: (title) => `Error: ${title}` },
  place: { where: 'Where', who: 'Who', open: 'Open in browser' },
  wait: {
    reminder: (day) => `Reminder on ${day}.`,
  },
  working: {
    counts: (done, total) => `${done} of ${total}`,
    cancel: 'Cancel',
  },
  connection: {
    connected: 'Connected',
    notYet: 'Not connected yet',
    checkedAt: (moment) => `Connected, checked ${moment}`,
  },
  checks: {
    title: 'Check in Loket',
    run: 'Check in Loket',
    readAt: 'read',
    neverRead: 'never read',
    counts: (met, unmet, unknown, unexpected) => {
      const said = [
        met > 0 ? `${met} correct` : '',
        unmet > 0 ? `${unmet} not correct` : '',
        unexpected > 0 ? `${unexpected} worth a look` : '',
        unknown > 0 ? `${unknown} unknown` : '',
      ].filter((words) => words !== '');
      return said.length === 0 ? 'Nothing has been checked yet.' : `${said.join(', ')}.`;
    },
    lastRead: (moment) =>
      `Last read ${moment}. What changes in Loket after that shows when you check again.`,
  },
  fileMade: (name) => `Made: ${name}`,
  fileNotRecorded: 'The history does not say that the file was made: it could not be updated.',
  fold: { ifThisFails: 'If this does not work', sources: 'Sources' },
  actions: {
    label: 'Next',
    continue: 'Continue',
    later: 'Save and continue later',
    keys: 'completed and next',
    saved: (time) => `Saved at ${time}`,
    checkUnmet: (count) => `Check: ${count} not correct`,
  },
  board: {
    employer: 'Employer',
    handbook: 'Handbook',
    status: 'Status',
    since: 'Since',
    sinceBefore: 'since',
    next: 'Next step',
    due: 'Target date',
    assigned: (name) => `with ${name}`,
    noDossier: 'No dossier',
  },
  variant: { becomes: 'With this choice it becomes' },
  dialog: { close: 'Close' },
  toast: { undo: 'Undo', close: 'Close message' },
};
