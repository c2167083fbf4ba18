const count = (many: number, one: string, more: string) => `${many} ${many === 1 ? one : more}`;
const values = (many: number) => count(many, 'waarde', 'waarden');
const people = (many: number) => count(many, 'medewerker', 'medewerkers');

/** Words of what goes between the page of a payroll period and Loket. */
export const loket = {
  data: {
    title: 'Gegevens uit Loket',
    read: 'Lees uit Loket',
    again: 'Lees opnieuw uit Loket',
    reading: 'Bezig met lezen uit Loket',
    done: 'Gelezen uit Loket',
    notRead: 'Nog niet gelezen',
    readAt: (moment: string) => `Gelezen ${moment}`,
    without: 'Of medewerkers, componenten en periode kloppen, is zonder Loket niet bekend.',
    unknown: (many: number) => `${count(many, 'onderdeel', 'onderdelen')} niet gelezen`,
    parts: 'Wat er is gelezen',
    counted: (many: string) => `${many} gelezen`,
    known: 'gelezen',
    toRead: 'Lees uit Loket',
  },
  component: (number: number, name: string) => (name === '' ? String(number) : `${number} ${name}`),
  person: (number: number | null, name: string) =>
    number === null ? name || 'iemand die niet in het bestand staat' : `${number} ${name}`.trim(),
  place: (shift: number, unit: number | null, center: string | null) =>
    [
      ...(shift === 1 ? [] : [`ploeg ${shift}`]),
      ...(unit === null ? [] : [`verdelingseenheid ${unit}`]),
      ...(center === null ? [] : [`kostenplaats ${center}`]),
    ].join(', '),
  nothing: 'niets',
  send: {
    title: 'Rechtstreeks naar Loket',
    lede: 'In plaats van een bestand te uploaden kan Koppelwijzer de uren zelf in Loket zetten. Eerst zie je wat er verandert; er gaat niets naar Loket voordat je ja zegt.',
    preview: 'Bekijk wat er verandert',
    previewing: 'Lezen wat er nu in Loket staat',
    heldBack: 'Dit kan zodra er niets meer is dat het bestand tegenhoudt.',
    open: (moment: string) =>
      `Op ${moment} is begonnen met versturen, en wat daarvan gelukt is staat niet vast. Lees eerst terug wat er in Loket staat; daarna verstuur je alleen wat nog ontbreekt.`,
    readBack: 'Lees terug uit Loket',
    readingBack: 'Teruglezen uit Loket',
    facts: {
      employer: 'Werkgever in Loket',
      onCard: 'Werkgever op je kaart',
      administration: 'Administratie',
      period: 'Loonperiode',
      people: 'Medewerkers voor wie iets verandert',
    },
    counts: (added: number, changed: number, same: number) =>
      `${values(added)} nieuw, ${changed} gewijzigd, ${same} al goed.`,
    leftAlone: (many: number) =>
      `Wat in Loket blijft staan: ${values(many)} die niet in het bestand ${many === 1 ? 'staat' : 'staan'}`,
    caption: 'Wat er in Loket verandert, per medewerker en component',
    captionLeft: 'Wat in Loket blijft staan, per medewerker en component',
    totals: 'Totaal in het bestand',
    person: 'Medewerker',
    now: 'Nu in Loket',
    becomes: 'Wordt',
    elsewhere: (amount: string) =>
      `Daarnaast staat ${amount} onder een andere kostenplaats of verdelingseenheid. Dat blijft en telt ook mee.`,
    allowance: {
      added: 'komt bij de Toeslag',
      replaced: 'vervangt de Toeslag',
      notStated: 'Loket zegt niet wat het met de Toeslag doet',
    },
    go: 'Stuur naar Loket',
    goMeans: 'Je bevestigt het nog eenmaal in een venster van je computer.',
    sending: 'Versturen naar Loket',
    obstacles: {
      title: 'Dit moet eerst',
      unknownPeople: (list: string) =>
        `Deze personeelsnummers zijn in Loket niemand of meer dan één persoon in deze periode: ${list}. Kies hierboven wie het zijn.`,
      unknownComponents: (list: string) =>
        `Deze componenten zijn er in dit jaar niet in deze administratie: ${list}. Kies hierboven een andere code.`,
      unknownUnits: (list: string) =>
        `Deze verdelingseenheden zijn er niet bij deze werkgever: ${list}. Kies hierboven een andere.`,
      unknownCostCenters: (list: string) =>
        list === ''
          ? 'Loket zegt niet welke kostenplaatsen bij uren kunnen. Gebruik afdelingen niet, of zet deze uren zelf in Loket.'
          : `Deze kostenplaatsen biedt Loket niet aan bij uren: ${list}. Kies hierboven een andere.`,
      allowanceOpen:
        'Deze componenten zijn in Loket ook een Toeslag, of Loket zegt dat niet. Kies wat de uren ermee doen; de keuze blijft voor de volgende keer staan.',
      changedMeanwhile:
        'In Loket staat nu iets anders dan toen je keek. Er is niets verstuurd. Bekijk opnieuw wat er verandert.',
      nothingToDo: 'In Loket staat het al zoals in het bestand. Er is niets te versturen.',
    },
    allowanceOf: (component: string) => `Uren van ${component}`,
    adds: 'Komen bij de Toeslag',
    replaces: 'Vervangen de Toeslag',
    came: {
      all: (many: number) => `Alles staat in Loket, voor ${people(many)}. Teruggelezen en gelijk.`,
      part: 'Niet alles staat in Loket.',
      notReadBack: 'Loket kon niet worden teruggelezen. Wat gelukt is, is nog niet bekend.',
      counts: (done: number, notDone: number, uncertain: number, notSent: number) =>
        [
          `${people(done)} goed`,
          ...(notDone > 0 ? [`${notDone} niet gelukt`] : []),
          ...(uncertain > 0 ? [`${uncertain} onzeker`] : []),
          ...(notSent > 0 ? [`${notSent} niet verstuurd`] : []),
        ].join(', '),
      next: 'Los op wat hieronder staat en bekijk opnieuw wat er verandert: wat gelukt is wordt niet nog eens verstuurd.',
      caption:
        'Medewerkers bij wie het niet gelukt is, met wat Loket zegt en de rijen van het bestand',
      says: 'Wat Loket zegt',
      saysNothing: 'Loket zei er niets bij.',
      rows: 'In het bestand',
      verdicts: {
        done: 'gelukt',
        notDone: 'niet gelukt',
        uncertain: 'onzeker: lees eerst terug',
        notSent: 'niet verstuurd',
      },
    },
  },
  compare: {
    title: 'Vergelijken met Loket',
    lede: 'Leest terug wat er in Loket staat en legt het naast het bestand: ook nadat je het zelf hebt geüpload.',
    button: 'Vergelijk met Loket',
    again: 'Vergelijk opnieuw',
    comparing: 'Teruglezen uit Loket',
    needsFile: 'Kies eerst het urenbestand opnieuw: uren van medewerkers worden niet bewaard.',
    allEqual: (many: number) => `Alles is gelijk: ${values(many)} in Loket zoals in het bestand.`,
    last: (moment: string, equal: number, different: number, missing: number, extra: number) =>
      `Vergeleken ${moment}: ${equal} gelijk, ${different} anders, ${missing} ontbreken in Loket, ${extra} extra in Loket.`,
    results: {
      different: 'Anders',
      missing: 'Ontbreekt in Loket',
      extra: 'Alleen in Loket',
    },
    result: 'Verschil',
    caption: 'Waarden die in Loket anders zijn dan in het bestand',
    inFile: 'In het bestand',
    inLoket: 'Staat in Loket',
    rows: 'Rijen',
    extraTitle: 'Alleen in Loket',
    extraCaption: 'Waarden die alleen in Loket staan, per component',
    extraWhy: 'Waardoor',
    extraPeople: 'Medewerkers',
    extraReasons: {
      wasThere: 'Stond er al voor het versturen en is met rust gelaten',
      automaticProcesses: 'Automatische processen van Loket vullen dit zelf in',
      unexplained: 'Niet verklaard: controleer dit in Loket',
    },
    totalsCaption: 'Totaal per component in het bestand en in Loket',
    difference: 'Verschil',
    file: 'Bestand met alleen de verschillen',
    fileMeans:
      'Upload dat met Overschrijven: alleen wat anders is of ontbreekt staat erin, de rest blijft staan.',
    fileMade: 'Het bestand met de verschillen is gemaakt en teruggelezen.',
    nothingDiffers: 'Er zijn geen verschillen meer.',
    send: 'Stuur alleen de verschillen',
  },
  typed: {
    title: 'Zonder verbinding: typ de totalen van Loket over',
    lede: 'Open in Loket de variabele gegevens van deze periode en typ per component het totaal over. Koppelwijzer legt ze naast die van het bestand.',
    total: (component: string) => `Totaal in Loket van ${component}`,
    inFile: 'In het bestand',
    inLoket: 'Staat in Loket',
    compare: 'Vergelijk de totalen',
    empty: 'Typ van minstens één component het totaal over',
    wrong: 'Schrijf een getal, zoals 1.234,50',
    caption: 'Totalen van Loket, overgetypt, naast die van het bestand',
    at: (moment: string) => `Vergeleken ${moment}`,
    results: {
      equal: 'gelijk',
      different: 'anders',
      notTyped: 'niet overgetypt: onbekend',
      notInTable: 'niet in het bestand',
    },
  },
  practice: {
    title: 'Oefenbestanden',
    lede: 'Van dit oefenbedrijf, met verzonnen medewerkers. Een klik leest het bestand; er hoeft niets opgeslagen te worden.',
    lessons: {
      good: 'Goed bestand',
      withFaults: 'Bestand met fouten',
      addsToEarlier: 'Aanvulling op een eerder bestand',
    },
    means: {
      good: 'Een rij per dag, met een totaal dat klopt.',
      withFaults:
        'Iemand die niemand kent, iemand die uit dienst is, een dubbele rij, een verkeerde maand en nog meer.',
      addsToEarlier: 'Met Overschrijven zouden de eerdere uren verloren gaan.',
    },
  },
};
