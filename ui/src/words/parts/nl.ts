import { fill, record } from '../record';

/** Words of the shared parts. */
export const parts = {
  status: {
    ...record.statuses,
    waiting: (on: string) => fill(record.statuses.waiting, { on }),
  },
  verdict: {
    met: record.outcomes.met,
    unmet: record.outcomes.unmet,
    unexpected: record.outcomes.unexpected,
    unknown: record.outcomes.unknown,
  },
  copy: { word: 'Kopieer', what: (what: string) => `Kopieer ${what}`, done: 'Gekopieerd' },
  origin: {
    read: (source: string, moment: string) => `Uit ${source}, gelezen ${moment}`,
    own: (initials: string, moment: string) => `Zelf ingevuld door ${initials}, ${moment}`,
  },
  field: {
    error: 'Fout: ',
    optional: '(niet verplicht)',
    whereInLoket: 'Waar staat dit in Loket?',
    newLoket: 'Nieuw Loket:',
    oldLoket: 'Oud Loket:',
  },
  length: {
    left: (count: number) => `Nog ${count.toLocaleString('nl-NL')} van de 10.000 tekens over.`,
    over: (count: number) =>
      `${count.toLocaleString('nl-NL')} tekens te lang: er passen 10.000 tekens in. Wat hier staat blijft bewaard als concept tot je het korter maakt.`,
    notKept:
      'Deze tekst is zo lang dat alleen het begin als concept bewaard blijft. Er passen 10.000 tekens in.',
  },
  dayInput: {
    today: 'Vandaag',
    open: (what: string) => `Kies een dag: ${what}`,
    title: (what: string) => `Kies een dag: ${what}`,
    before: 'Vorige maand',
    after: 'Volgende maand',
    past: (day: string) =>
      `${day} is al geweest. Klopt dat? Bewaar dan nog een keer. Anders: vul een andere dag in.`,
  },
  errorSummary: { title: 'Er is een probleem', pageTitle: (title: string) => `Fout: ${title}` },
  place: { where: 'Waar', who: 'Wie', open: 'Open in browser' },
  wait: {
    reminder: (day: string) => `Herinnering op ${day}.`,
  },
  working: {
    counts: (done: string, total: string) => `${done} van ${total}`,
    cancel: 'Annuleren',
  },
  connection: {
    connected: 'Verbonden',
    notYet: 'Nog niet verbonden',
    checkedAt: (moment: string) => `Verbonden, gecontroleerd ${moment}`,
  },
  checks: {
    title: 'Controle in Loket',
    run: 'Controleer in Loket',
    readAt: 'gelezen',
    neverRead: 'nooit gelezen',
    counts: (met: number, unmet: number, unknown: number, unexpected: number) => {
      const said = [
        met > 0 ? `${met} ${met === 1 ? 'klopt' : 'kloppen'}` : '',
        unmet > 0 ? `${unmet} ${unmet === 1 ? 'klopt' : 'kloppen'} niet` : '',
        unexpected > 0 ? `${unexpected} om op te letten` : '',
        unknown > 0 ? `${unknown} ${unknown === 1 ? 'is' : 'zijn'} onbekend` : '',
      ].filter((words) => words !== '');
      return said.length === 0 ? 'Nog niets gecontroleerd.' : `${said.join(', ')}.`;
    },
    lastRead: (moment: string) =>
      `Laatst gelezen ${moment}. Wat daarna in Loket verandert, zie je als je opnieuw controleert.`,
  },
  fileMade: (name: string) => `Gemaakt: ${name}`,
  fileNotRecorded:
    'Dat het bestand gemaakt is, staat niet in de geschiedenis: die kon niet worden bijgewerkt.',
  fold: { ifThisFails: 'Als dit niet lukt', sources: 'Bronnen' },
  actions: {
    label: 'Verder',
    continue: 'Doorgaan',
    later: 'Opslaan en later verder',
    keys: 'afgerond en volgende',
    saved: (time: string) => `Bewaard om ${time}`,
    checkUnmet: (count: number) => `Controle: ${count} ${count === 1 ? 'klopt' : 'kloppen'} niet`,
  },
  board: {
    employer: 'Werkgever',
    handbook: 'Handboek',
    status: 'Status',
    since: 'Sinds',
    sinceBefore: 'sinds',
    next: 'Volgende stap',
    due: 'Streefdatum',
    assigned: (name: string) => `bij ${name}`,
    noDossier: 'Geen dossier',
  },
  variant: { becomes: 'Met deze keuze wordt het' },
  dialog: { close: 'Sluiten' },
  toast: { undo: 'Maak ongedaan', close: 'Sluit melding' },
};
