import type { Words } from '../nl';

const small = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

function counted(count: number): string {
  return small[count] ?? String(count);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function yours(count: number): string {
  if (count === 0) return 'Nothing is waiting for you';
  return `It is your turn in ${counted(count)} ${count === 1 ? 'dossier' : 'dossiers'}`;
}

function late(count: number): string {
  return count === 0 ? '' : ` ${capital(counted(count))} ${count === 1 ? 'is' : 'are'} overdue.`;
}

export const overview: Words['overview'] = {
  title: 'Overview',
  lede: (you, others, overdue) => {
    if (you + others === 0) return 'Nothing is open.';
    const waiting =
      others === 0
        ? ''
        : `, ${counted(others)} ${others === 1 ? 'is' : 'are'} waiting for someone else`;
    return `${yours(you)}${waiting}.${late(overdue)}`;
  },
  loading: 'Loading the overview',
  caption: 'Dossiers, grouped by whose turn it is',
  crossCaption: 'The status of each handbook by employer',
  export: 'Export CSV',
  newDossier: 'New dossier',
  reminders: 'Download reminders for your calendar (.ics)',
  filters: 'Filter the dossiers',
  filter: (chosen) => (chosen === 0 ? 'Filter' : `Filter (${chosen})`),
  toStep: 'To the step',
  colleague: 'Colleague',
  sort: 'Sort by',
  all: 'all',
  everybody: 'everybody',
  waitingOnOther: 'Waiting for someone else',
  view: 'View',
  list: 'List',
  perEmployer: 'By employer',
  groups: { you: 'Your turn', others: 'Waiting for someone else', done: 'Completed' },
  dossiers: (count) => `${count} ${count === 1 ? 'dossier' : 'dossiers'}`,
  thisMonth: (count) => `${count} ${count === 1 ? 'dossier' : 'dossiers'} this month`,
  showAllDone: (count) => `Show all ${count} completed dossiers`,
  showMonthDone: 'Show only what was completed this month',
  noMatch: 'No dossier matches this.',
  clearFilters: 'Clear the filters',
  stepOf: (step, total) => `step ${step} of ${total}`,
  since: (day) => `since ${day}`,
  empty: {
    title: 'There are no dossiers yet',
    ledeEmployers: (employers) =>
      `There ${employers === 1 ? 'is 1 employer' : `are ${employers} employers`}. Begin a dossier now: one coupling for one employer.`,
    lede: 'A dossier is one coupling for one employer: the handbook takes you through it.',
    addEmployer: 'Add an employer',
    addEmployerHint: 'Name, Werkgever ID and loonheffingennummer. Only the name is required.',
    office: (title) => title,
    officeHint: 'You do this handbook once, for your office. It needs no employer.',
    newDossier: 'Begin a dossier',
    newDossierHint: (count) =>
      count === 1 ? 'You have 1 employer.' : `You have ${count} employers.`,
    connect: 'Read your employers from Loket',
    connectHint: 'Sign in, then each employer gets a card.',
    import: 'Take over a dossier from a colleague',
    importHint: 'From a Koppelwijzer file made on another computer.',
    ways: 'Ways to begin',
  },
  welcome: {
    title: 'Welcome to Koppelwijzer',
    lede: 'You connect employers in Loket to other parties, step by step. What you fill in stays on this computer.',
    you: 'Who are you?',
    why: 'Your name and initials appear in the history beside what you do.',
    name: 'Your name',
    initials: 'Your initials',
    initialsHint: 'One to six letters, such as JdB.',
    office: 'Name of your office',
    officeHint: 'Then you do not have to fill it in on every form.',
    begin: 'How would you like to begin?',
    sandbox: 'Practise with the practice Loket',
    sandboxHint: 'A fictional office on this computer. You cannot break anything.',
    connect: 'Connect to Loket',
    connectHint: 'You read the employers of your office. You need a client ID from Loket.',
    employer: 'Without Loket: enter an employer yourself',
    employerHint: 'You enter the details of the employer yourself and then begin a dossier.',
    continue: 'Continue',
    language: 'In het Nederlands',
  },
  hours: {
    title: 'Hours',
    all: 'To Hours to Loket',
    errors: (count) =>
      count === 1
        ? '1 error or question holds this back'
        : `${count} errors and questions hold this back`,
    group: {
      differs: 'Loket holds something else',
      busy: 'Not ready yet',
      ready: 'Ready to send',
      notCompared: 'Sent, not compared with Loket yet',
    },
    due: (period) => `Hours to Loket, ${period}`,
    notStarted: 'not started',
  },
};
