const small = [
  'geen',
  'één',
  'twee',
  'drie',
  'vier',
  'vijf',
  'zes',
  'zeven',
  'acht',
  'negen',
  'tien',
  'elf',
  'twaalf',
];

/** A count inside a sentence: in words up to twelve. */
function counted(count: number): string {
  return small[count] ?? String(count);
}

function capital(text: string): string {
  return text === 'één' ? 'Eén' : text.charAt(0).toUpperCase() + text.slice(1);
}

function yours(count: number): string {
  if (count === 0) return 'Er wacht niets op jou';
  return `Jij bent aan zet bij ${counted(count)} ${count === 1 ? 'dossier' : 'dossiers'}`;
}

function late(count: number): string {
  return count === 0 ? '' : ` ${capital(counted(count))} ${count === 1 ? 'is' : 'zijn'} te laat.`;
}

/** Words of the overview: the board, its filters, and the first start. */
export const overview = {
  title: 'Overzicht',
  lede: (you: number, others: number, overdue: number) => {
    if (you + others === 0) return 'Er staat niets open.';
    const waiting =
      others === 0 ? '' : `, ${counted(others)} ${others === 1 ? 'wacht' : 'wachten'} op een ander`;
    return `${yours(you)}${waiting}.${late(overdue)}`;
  },
  loading: 'Overzicht laden',
  caption: 'Dossiers, gegroepeerd naar wie aan zet is',
  crossCaption: 'Per werkgever de status van elk handboek',
  export: 'Exporteer CSV',
  newDossier: 'Nieuw dossier',
  reminders: 'Download herinneringen voor je agenda (.ics)',
  filters: 'Filter de dossiers',
  filter: (chosen: number) => (chosen === 0 ? 'Filter' : `Filter (${chosen})`),
  toStep: 'Naar de stap',
  colleague: 'Collega',
  sort: 'Sorteer op',
  all: 'alle',
  everybody: 'iedereen',
  waitingOnOther: 'Wacht op een ander',
  view: 'Weergave',
  list: 'Lijst',
  perEmployer: 'Per werkgever',
  groups: { you: 'Jij bent aan zet', others: 'Wacht op een ander', done: 'Afgerond' },
  dossiers: (count: number) => `${count} ${count === 1 ? 'dossier' : 'dossiers'}`,
  thisMonth: (count: number) => `${count} ${count === 1 ? 'dossier' : 'dossiers'} deze maand`,
  showAllDone: (count: number) => `Toon alle ${count} afgeronde dossiers`,
  showMonthDone: 'Toon alleen wat deze maand is afgerond',
  noMatch: 'Er is geen dossier dat hierbij past.',
  clearFilters: 'Haal de filters weg',
  stepOf: (step: number, total: number) => `stap ${step} van ${total}`,
  since: (day: string) => `sinds ${day}`,
  empty: {
    title: 'Er zijn nog geen dossiers',
    ledeEmployers: (employers: number) =>
      `Er ${employers === 1 ? 'is 1 werkgever' : `zijn ${employers} werkgevers`}. Begin nu een dossier: één koppeling voor één werkgever.`,
    lede: 'Een dossier is één koppeling voor één werkgever: het handboek leidt je erdoor.',
    addEmployer: 'Voeg een werkgever toe',
    addEmployerHint: 'Naam, Werkgever ID en loonheffingennummer. Alleen de naam is verplicht.',
    office: (title: string) => title,
    officeHint: 'Dit handboek doe je één keer, voor je kantoor. Er is geen werkgever voor nodig.',
    newDossier: 'Begin een dossier',
    newDossierHint: (count: number) =>
      count === 1 ? 'Je hebt 1 werkgever.' : `Je hebt ${count} werkgevers.`,
    connect: 'Lees je werkgevers uit Loket',
    connectHint: 'Meld je aan, dan krijgt elke werkgever een kaart.',
    import: 'Neem een dossier van een collega over',
    importHint: 'Uit een bestand van Koppelwijzer op een andere computer.',
    ways: 'Manieren om te beginnen',
  },
  welcome: {
    title: 'Welkom bij Koppelwijzer',
    lede: 'Je koppelt werkgevers in Loket stap voor stap aan andere partijen. Wat je invult, blijft op deze computer.',
    you: 'Wie ben je?',
    why: 'Je naam en initialen staan in de geschiedenis bij wat je doet.',
    name: 'Je naam',
    initials: 'Je initialen',
    initialsHint: 'Een tot zes letters, zoals JdB.',
    office: 'Naam van je kantoor',
    officeHint: 'Je vult hem dan niet meer bij elk formulier in.',
    begin: 'Hoe wil je beginnen?',
    sandbox: 'Oefenen met het oefen-Loket',
    sandboxHint: 'Een verzonnen kantoor op deze computer. Je maakt niets stuk.',
    connect: 'Verbinden met Loket',
    connectHint: 'Je leest de werkgevers van je kantoor. Je hebt een client ID van Loket nodig.',
    employer: 'Zonder Loket: zelf een werkgever invoeren',
    employerHint: 'Je voert de gegevens van de werkgever zelf in en begint daarna een dossier.',
    continue: 'Doorgaan',
    language: 'In English',
  },
  /** Runs of hours. */
  hours: {
    title: 'Uren',
    all: 'Naar Uren naar Loket',
    errors: (count: number) =>
      count === 1
        ? '1 fout of vraag houdt dit tegen'
        : `${count} fouten en vragen houden dit tegen`,
    group: {
      differs: 'In Loket staat iets anders',
      busy: 'Nog niet klaar',
      ready: 'Klaar om te verzenden',
      notCompared: 'Verzonden, nog niet vergeleken met Loket',
    },
    due: (period: string) => `Uren naar Loket, ${period}`,
    notStarted: 'nog niet begonnen',
  },
};
