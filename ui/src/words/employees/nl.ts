const count = (many: number, one: string, more: string) => `${many} ${many === 1 ? one : more}`;
const people = (many: number) => count(many, 'medewerker', 'medewerkers');
const rows = (many: number) => count(many, 'rij', 'rijen');

/** Words of the page Medewerkers naar bestand. */
export const employees = {
  title: 'Medewerkers naar bestand',
  lede: 'Een bestand van de medewerkers uit Loket, voor het personeelssysteem. BSN, loon, rekeningnummer en adres gaan nooit mee.',
  loading: 'Gegevens laden',
  fromEmployer: 'Medewerkers naar bestand, voor het personeelssysteem',
  fromStep:
    'Neemt het personeelssysteem een bestand in, of wil je vergelijken wat erin staat? Koppelwijzer maakt het bestand met de medewerkers uit Loket, en zegt wat er sinds de vorige keer is veranderd.',
  toPage: 'Maak het bestand met medewerkers',
  choose: {
    title: 'Van welke werkgever?',
    employer: 'Werkgever',
    none: 'Kies een werkgever',
    go: 'Ga verder',
    cancel: 'Annuleren',
  },
  columns: {
    title: 'Kolommen',
    lede: 'Kies wat er in het bestand komt, van boven naar beneden. Dit blijft voor deze werkgever bewaard.',
    list: 'Kolommen van het bestand',
    up: (column: string) => `Zet ${column} omhoog`,
    down: (column: string) => `Zet ${column} omlaag`,
    moved: (column: string, place: number, of: number) =>
      `${column} is nu kolom ${place} van ${of}`,
    notThere:
      'Afdeling, functie, kostenplaats en uren per week staan niet in de lijsten die Koppelwijzer uit Loket leest.',
    leavers: 'Ook wie al uit dienst is',
    leaversHint: 'Zo komt een einddatum ook in het personeelssysteem aan.',
    format: 'Soort bestand',
    formats: {
      csv: { text: 'CSV-bestand', hint: 'Tekst met puntkomma’s, zoals Excel het opent.' },
      xlsx: { text: 'Excel-bestand (XLSX)', hint: 'Datums zijn datums, nummers blijven tekst.' },
    },
  },
  read: {
    title: 'Medewerkers in Loket',
    read: 'Lees uit Loket',
    again: 'Lees opnieuw uit Loket',
    reading: 'Bezig met lezen uit Loket',
    done: 'Medewerkers gelezen uit Loket',
    notRead: 'Nog niet gelezen',
    readAt: (moment: string) => `Gelezen ${moment}`,
    kept: 'Wat gelezen is, wordt niet bewaard: het is weg zodra je deze pagina verlaat.',
    notLinked:
      'Op de kaart van deze werkgever staat geen Werkgever ID. Zonder dat kan Loket niet naar de medewerkers worden gevraagd.',
    toCard: 'Vul de kaart aan',
  },
  preview: {
    title: 'Wat er in het bestand komt',
    rows: (many: number) => `${rows(many)}: een voor elk dienstverband.`,
    leftOut: (many: number) =>
      `${people(many)} uit dienst ${many === 1 ? 'gaat' : 'gaan'} niet mee.`,
    caption: (many: number) => `De eerste ${rows(many)} van het bestand`,
    empty: 'Er is niemand om in het bestand te zetten.',
    noColumns: 'Kies eerst een kolom.',
  },
  notes: {
    shortened: (settings: string) =>
      `De lijst kan ingekort zijn: je filterinstellingen in Loket laten medewerkers weg (${settings}). Wie niet in het bestand staat, kan toch in dienst zijn.`,
    filtersUnknown: (why: string) =>
      `Of je filterinstellingen in Loket de lijst inkorten, is niet bekend. ${why}`,
    columnUnread: (column: string, why: string) =>
      `De kolom ${column} gaat niet mee, want die is niet gelezen. ${why}`,
    columnSensitive: {
      bsn: (column: string) =>
        `De kolom ${column} gaat niet mee: alle waarden zijn geschreven als een BSN.`,
      iban: (column: string) =>
        `De kolom ${column} gaat niet mee: alle waarden zijn rekeningnummers.`,
    },
    emailsUnknown: (many: number) =>
      `Van ${people(many)} is het e-mailadres niet bekend. Die cellen zijn leeg.`,
    numberMissing: (column: string, many: number) =>
      `${people(many)} ${many === 1 ? 'heeft' : 'hebben'} in Loket niets bij ${column}.`,
    numberTwice: (column: string, many: number) =>
      `${column}: ${count(many, 'nummer staat', 'nummers staan')} op meer dan een rij, van iemand met twee dienstverbanden of uit twee administraties. Kies ook Aansluitnummer als het personeelssysteem ze uit elkaar moet houden.`,
  },
  changes: {
    title: 'Wat er is veranderd',
    since: (moment: string) => `Sinds het bestand van ${moment}`,
    none: 'Niets: alle rijen zijn zoals toen.',
    first:
      'Dit is het eerste bestand van deze werkgever. De volgende keer staat hier wat er is veranderd.',
    sealed:
      'Wat er in het vorige bestand stond is versleuteld en nu niet te openen. Wat er is veranderd, is daarom niet bekend.',
    new: (many: number) => `${people(many)} nieuw`,
    changed: (many: number) => `${people(many)} gewijzigd`,
    gone: (many: number) => `${people(many)} niet meer in Loket`,
    goneUnsure: (many: number) => `${people(many)} niet meer in de lijst`,
    goneMeans: 'De lijst kan ingekort zijn: of zij uit Loket weg zijn, is niet bekend.',
    left: (many: number) => `${people(many)} uit dienst, niet meer in het bestand`,
    same: (many: number) => `${rows(many)} hetzelfde gebleven.`,
    notCompared: (columns: string) =>
      `Niet vergeleken, want ze staan niet in beide bestanden: ${columns}.`,
    more: (many: number) => `en nog ${many}`,
  },
  make: {
    make: 'Maak bestand',
    readFirst: 'Lees eerst de medewerkers uit Loket.',
    made: (name: string) => `Gemaakt en cel voor cel teruggelezen: ${name}`,
    last: (moment: string, many: number) => `Laatste bestand: ${moment}, ${rows(many)}`,
    notComparable:
      'Wat erin staat kon niet versleuteld worden bewaard. De volgende keer is niet bekend wat er sinds dit bestand is veranderd.',
  },
};
