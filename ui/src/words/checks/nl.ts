import { fill, record } from '../record';
import type { CheckId, Discrepancy, Remark, Unread, VerdictSubject } from '../../host';

/** Words by kind: a kind without words is a type error. */
type Of<Kind extends string> = Record<Kind, string | ((...values: never[]) => string)>;

function employers(count: number): string {
  return `${count} ${count === 1 ? 'andere werkgever' : 'andere werkgevers'}`;
}

/** What gives something: each name by itself is enough. */
function givesIt(names: readonly string[], one: string, oneOf: string): string {
  if (names.length === 0) return '';
  return `${names.length === 1 ? one : oneOf}: ${names.join(', ')}.`;
}

/** Words of what Loket says about a dossier, and of what is changed there. */
export const checks = {
  running: 'Bezig met nakijken in Loket',
  whole: 'Dit kijkt het hele dossier na.',
  notAsked: (count: number) =>
    count === 1 ? '1 regel is nog niet nagekeken.' : `${count} regels zijn nog niet nagekeken.`,
  evidence: 'Waar dit op rust',
  sealed: 'verzegeld',
  nothing: 'niets',
  unseen: (who: string, when: string, why: string) =>
    `${who} kon op ${when} niet zien of dit nu in orde is. ${why}`,
  sameAs: (line: string) => `Hetzelfde als bij: ${line}.`,
  lastMet: (when: string) => `Was in orde op ${when}, nu niet.`,
  provesNothing: 'Dit bewijst niets. Kijk het na en ga gewoon door.',
  read: (when: string) => `gelezen ${when}`,
  fails: (what: string, lacks: string) => `${what}: ${lacks}`,
  met: {
    userIsStandard: 'De gebruiker is een gewone gebruiker van Loket.',
    userIsActive: 'De gebruiker is actief.',
    userHasEmployer: 'De gebruiker kan bij deze werkgever.',
    userSeesOnlyThisEmployer: 'De gebruiker kan alleen bij deze werkgever.',
    userHasRights: 'De gebruiker heeft alle rechten die nodig zijn.',
    userHasNoMoreRights: 'De gebruiker heeft geen recht te veel.',
    userHasExactRights: 'De gebruiker heeft precies de rechten die nodig zijn.',
    listedUsersHaveRights: 'Alle genoemde gebruikers hebben de rechten.',
    userIsDedicated: 'De gebruiker is er alleen voor deze koppeling.',
    applicationIsConnected: 'De applicatie is gekoppeld met deze gebruiker.',
    payrollPeriodMatches: 'De verloningsperiode is die van Loket.',
    iobCountMatches: 'Het aantal past bij de dienstverbanden.',
    payrollTaxesNumberMatches: 'Het loonheffingennummer hoort bij deze werkgever.',
    administrationsMatch: 'De loonheffingennummers zijn die van Loket.',
    employerIdMatches: 'De Werkgever ID is van deze werkgever.',
    directorsMatch: "De DGA's zijn die van Loket.",
    costCentersExist: 'Elke kostenplaats bestaat in Loket.',
    distributionUnitsExist: 'Elke verdeeleenheid bestaat in Loket.',
    hourComponentsExist: 'Elke urencomponent bestaat en telt uren.',
    wageComponentsExist: 'Elke looncomponent bestaat en telt geen uren.',
    employeesExist: 'Elke medewerker bestaat in Loket.',
    personnelNumbersUnique: 'Elk personeelsnummer is van één medewerker.',
    periodTotalsPlausible: 'De totalen van de laatste periode zijn zoals verwacht.',
    mijnLoketIsAvailable: 'MijnLoket kan worden aangezet.',
    mijnLoketIsOn: 'MijnLoket staat aan.',
    importProductIsOn: 'Import variabele gegevens staat aan.',
    productsMatch: 'Wat aanstaat, is wat je koos.',
    conditionProductsAreOn: 'De producten die erbij horen, staan aan.',
    variantMatches: 'De variant is die van je keuze.',
  } satisfies Of<CheckId>,
  asks: {
    userIsStandard: 'Of het een gewone gebruiker van Loket is',
    userIsActive: 'Of de gebruiker actief is',
    userHasEmployer: 'Of de gebruiker bij deze werkgever kan',
    userSeesOnlyThisEmployer: 'Of de gebruiker alleen bij deze werkgever kan',
    userHasRights: 'Of de gebruiker alle rechten heeft',
    userHasNoMoreRights: 'Of de gebruiker geen recht te veel heeft',
    userHasExactRights: 'Of de gebruiker precies de juiste rechten heeft',
    listedUsersHaveRights: 'Of alle genoemde gebruikers de rechten hebben',
    userIsDedicated: 'Of de gebruiker er alleen voor deze koppeling is',
    applicationIsConnected: 'Of de applicatie is gekoppeld',
    payrollPeriodMatches: 'Of de verloningsperiode klopt',
    iobCountMatches: 'Of het aantal past bij de dienstverbanden',
    payrollTaxesNumberMatches: 'Of het loonheffingennummer klopt',
    administrationsMatch: 'Of alle loonheffingennummers er staan',
    employerIdMatches: 'Of de Werkgever ID klopt',
    directorsMatch: "Of de DGA's kloppen",
    costCentersExist: 'Of elke kostenplaats bestaat',
    distributionUnitsExist: 'Of elke verdeeleenheid bestaat',
    hourComponentsExist: 'Of elke urencomponent bestaat',
    wageComponentsExist: 'Of elke looncomponent bestaat',
    employeesExist: 'Of elke medewerker bestaat',
    personnelNumbersUnique: 'Of elk personeelsnummer van één medewerker is',
    periodTotalsPlausible: 'Of de totalen van de laatste periode zijn zoals verwacht',
    mijnLoketIsAvailable: 'Of MijnLoket kan worden aangezet',
    mijnLoketIsOn: 'Of MijnLoket aanstaat',
    importProductIsOn: 'Of Import variabele gegevens aanstaat',
    productsMatch: 'Of aanstaat wat je koos',
    conditionProductsAreOn: 'Of de producten die erbij horen, aanstaan',
    variantMatches: 'Of de variant die van je keuze is',
  } satisfies Of<CheckId>,
  things: {
    employerId: 'Werkgever ID',
    payrollTaxesNumber: 'Loonheffingennummer',
    payrollPeriodType: 'Verloningsperiode',
    entitledEmployees: 'Aantal medewerkers',
    director: 'DGA',
    costCenter: 'Kostenplaats',
    distributionUnit: 'Verdeeleenheid',
    component: 'Looncomponent',
    employee: 'Medewerker',
    personnelNumber: 'Personeelsnummer',
    hours: 'Uren',
    variant: 'Variant',
    user: 'Gebruiker',
  } satisfies Of<VerdictSubject>,
  periods: { month: 'per maand', fourWeeks: 'per 4 weken', week: 'per week' },
  bars: record.bars,
  lacks: {
    noSuchUser: (name: string) =>
      `Er is geen gewone gebruiker ${name} bij deze werkgever of je kantoor: niet gemaakt, anders geschreven, of een webservicegebruiker.`,
    isOrdinaryUser: (name: string) =>
      `${name} is een gewone gebruiker. Hier is een webservicegebruiker nodig.`,
    isWebServiceUser: (name: string) =>
      `${name} is een webservicegebruiker. Hier is een gewone gebruiker nodig.`,
    secondFactor: 'Er wordt een tweede factor gevraagd. Een koppeling kan die niet geven.',
    departmentOnly: 'De gebruiker ziet alleen zijn eigen afdeling, en de koppeling dus ook.',
    barred: (why: string) => `De gebruiker heeft geen toegang: ${why}.`,
    blocked: (status: string) => `De gebruiker heeft geen toegang. Loket zegt: ${status}.`,
    noAccess: 'De gebruiker kan niet bij deze werkgever.',
    seesOthers: (count: number | null) =>
      count === null
        ? 'De gebruiker kan ook bij andere werkgevers.'
        : `De gebruiker kan ook bij ${employers(count)}.`,
    rightsMissing: (rights: string) => `Deze rechten ontbreken: ${rights}.`,
    rightsMissingFor: (users: string, rights: string) =>
      `Niet iedereen heeft de rechten. Kijk bij ${users}. Het gaat om: ${rights}.`,
    rightsTooMany: (rights: string) => `Deze rechten zijn te veel: ${rights}.`,
    sharedUser: (others: string) => `De gebruiker wordt ook gebruikt voor: ${others}.`,
    notConnected: (applications: string) =>
      applications === ''
        ? 'De applicatie is niet gekoppeld met deze gebruiker.'
        : `Niet gekoppeld met deze gebruiker: ${applications}.`,
    connectedThrough: (user: string, employers: number | null, rights: string) =>
      [
        `De applicatie is gekoppeld door ${user}, een gebruiker van je kantoor.`,
        employers === null
          ? 'De koppeling hangt op wat die gebruiker mag.'
          : `De koppeling hangt op wat die gebruiker mag, bij ${employers} werkgevers.`,
        rights === '' ? '' : `Bij deze werkgever is dat: ${rights}.`,
        'Laat die gebruiker de toestemming in Loket intrekken en koppel opnieuw, aangemeld als de koppelgebruiker.',
      ]
        .filter(Boolean)
        .join(' '),
    couplingBlocked: 'De koppeling is geblokkeerd in Loket.',
    noVariant: 'MijnLoket staat uit. Daarom is er nog geen variant.',
    differs: (what: string, entered: string, read: string) =>
      `${what}: hier ${entered}, in Loket ${read}.`,
    notInLoket: (what: string, values: string) => `Niet in Loket: ${what} ${values}.`,
    notEntered: (what: string, values: string) => `Wel in Loket, hier niet: ${what} ${values}.`,
    wrongCategory: (values: string) =>
      `De verkeerde soort component: ${values}. Uren en loon staan door elkaar.`,
    notUnique: (what: string, values: string) => `Komt vaker voor: ${what} ${values}.`,
    productsOff: (products: string) => `Moet aan en staat uit: ${products}.`,
    oneOfProductsOff: (products: string) =>
      `Een van deze moet aan, kies zelf in Loket: ${products}.`,
    productsOn: (products: string) => `Staat aan en koos je niet: ${products}.`,
    hoursChanged: (before: string, last: string) =>
      `De laatste periode telt ${last} uur, die ervoor ${before} uur.`,
    productNotAvailable: (product: string) =>
      `Je kantoor heeft ${product} niet om aan te zetten. Daar is een addendum voor nodig.`,
  } satisfies Of<Discrepancy['kind']>,
  /** The number of employees is worked out from the employments: Loket itself holds none. */
  expected: (entered: string, expected: string) =>
    `Hier ${entered}, op grond van de dienstverbanden verwacht: ${expected}.`,
  remarks: {
    officeUser: (count: number) =>
      `Dit is een gebruiker van je kantoor, die bij ${count} ${count === 1 ? 'werkgever' : 'werkgevers'} kan. Eén bij de werkgever zelf is beter.`,
    rightsOnUser: 'Rechten op de gebruiker zelf vervangen die van zijn teams.',
    severalEmployers: 'De gebruiker is aan meer werkgevers gekoppeld.',
    secondFactor: 'Er wordt een tweede factor gevraagd. Die staat een koppeling in de weg.',
    departmentManager: 'De gebruiker ziet alleen zijn eigen afdeling.',
    isEmployerNumber: 'Wat je invulde is het werkgevernummer, niet de Werkgever ID.',
    filtered: (filters: string) =>
      `Je eigen filter in Loket verbergt een deel van de lijst: ${filters}.`,
    hoursUnknown: 'Uren per week zijn niet te lezen. Verwacht kan dus te hoog zijn.',
    candidates: (people: string) => `Deze medewerkers lijken in aanmerking te komen: ${people}.`,
    budget: (total: string) => `Samen kost dit ${total} per periode.`,
    variantIs: (variant: string) => `Wat nu aanstaat, maakt het ${variant}.`,
    numbersDiffer: (count: number) =>
      count === 1
        ? 'Bij 1 dienstverband is het personeelsnummer een ander dan het nummer in de verloning.'
        : `Bij ${count} dienstverbanden is het personeelsnummer een ander dan het nummer in de verloning.`,
    hoursBeside: (lines: string) => `Uren per component, vorige en laatste periode: ${lines}.`,
  } satisfies Of<Remark['kind']>,
  hoursLine: (component: string, before: string, last: string) =>
    `${component}: ${before} en ${last}`,
  because: {
    notLinked:
      'Deze werkgever is nog niet gekoppeld aan een werkgever in Loket. Lees de werkgevers uit Loket, of vul het Werkgever ID in op de kaart.',
    never: 'Dit is nog niet gelezen. Kies Controleer in Loket.',
    offline: 'Loket was niet te bereiken.',
    signedOut: 'Er was niemand ingelogd bij Loket.',
    notPermitted: (activity: string, rights: readonly string[], products: readonly string[]) => {
      const gives = [
        givesIt(rights, 'Dit recht geeft het', 'Een van deze rechten geeft het'),
        givesIt(products, 'Dit product is nodig', 'Een van deze producten is nodig'),
      ].filter(Boolean);
      if (gives.length > 0) return ['Je mag dit niet lezen in Loket.', ...gives].join(' ');
      return `Je mag dit niet lezen in Loket. Vraag Loket naar de activiteit ${activity}.`;
    },
    vanished: 'Het staat niet meer in Loket, of jij ziet het niet meer.',
    changed: 'Loket antwoordt in een vorm die deze versie niet kent. Kijk het zelf na.',
    sealed: 'Het antwoord is verzegeld. Ontgrendel de sleutelhanger.',
    notOffered: 'Loket heeft geen manier om dit te vragen. Kijk het zelf na.',
    notEntered: (what: string) => `Vul eerst in: ${what}.`,
    userNamesMissing:
      'Loket laat niet van elke gebruiker de gebruikersnaam zien. Deze gebruiker kan daarbij zijn: kijk het na in Loket.',
    userKindUnknown:
      'Loket zegt niet of dit een gewone gebruiker of een webservicegebruiker is. Kijk het na in Loket.',
    applicationUnknown: (application: string) =>
      `Met deze gebruiker is ook ${application} gekoppeld. Loket zegt niet of dat deze koppeling is.`,
    rightsUnrecognised: (rights: string) =>
      `Loket noemt deze rechten anders dan Koppelwijzer ze kent: ${rights}. Kijk ze na in Loket.`,
    employerOutOfReach:
      'Wie nu aangemeld is, kan niet bij deze werkgever. Misschien is die gebruiker er niet aan gekoppeld.',
    filtered: 'Je filter in Loket verbergt een deel van de lijst.',
  } satisfies Of<Unread['kind']>,
  goOn: {
    open: 'Toch doorgaan',
    reason: 'Waarom ga je toch door?',
    reasonHint: 'De reden blijft in de geschiedenis en in het verslag staan.',
    empty: 'Schrijf op waarom je toch doorgaat',
    save: 'Ga toch door',
    cancel: 'Annuleer',
    done: 'De reden is bewaard',
    by: (who: string, when: string, reason: string) =>
      fill(record.outcomes.wentOn, { who, when, reason }),
  },
  inLoket: {
    says: (value: string) => `In Loket staat: ${value}`,
    empty: 'In Loket staat hier niets',
    from: (when: string) => `Uit Loket, ${when}`,
    take: 'Neem over uit Loket',
    rows: (what: string) => `${what}, in Loket`,
    more: (count: number) => `Loket heeft ook ${count} ${count === 1 ? 'regel' : 'regels'}`,
    takeRow: 'Neem over',
    takeAll: 'Neem alles over',
    differs: (row: number, what: string, here: string) => `Regel ${row}, ${what}: hier ${here}.`,
    strange: (row: number, values: string) => `Regel ${row} staat niet in Loket: ${values}`,
  },
  change: {
    open: 'Zet goed in Loket',
    looking: 'Bezig met kijken wat er verandert',
    title: 'Dit verandert in Loket',
    employer: 'Werkgever in Loket',
    onCard: 'Werkgever op je kaart (Loket laat de naam niet zien)',
    employerId: 'Werkgever ID',
    nothingYet: 'Er is nog niets gewijzigd.',
    yes: 'Ja, wijzig in Loket',
    cancel: 'Annuleer',
    working: 'Bezig met wijzigen in Loket',
    user: 'Deze gebruiker komt erbij',
    userName: 'Gebruikersnaam',
    initials: 'Voorletters',
    lastName: 'Achternaam',
    email: 'E-mailadres',
    password: 'Met het wachtwoord uit de sleutelhanger.',
    rights: 'Met deze rechten, en geen andere',
    of: (user: string) => `Rechten van ${user}`,
    give: 'Deze rechten komen erbij',
    take: 'Deze rechten gaan weg',
    on: 'Dit gaat aan',
    off: 'Dit gaat uit',
    stays: 'Dit blijft zoals het is',
    nothingStays: 'Verder staat er niets aan.',
    variant: (from: string, to: string) => `De variant gaat van ${from} naar ${to}.`,
    becomes: (to: string) => `De variant wordt ${to}.`,
    because: (products: string) => `Dat komt door: ${products}.`,
    came: {
      done: 'Gewijzigd in Loket, en teruggelezen.',
      notDone: 'Dit is niet gewijzigd in Loket.',
      says: (messages: string) => `Loket zegt: ${messages}`,
      conflict: 'Niet gewijzigd: in Loket is dit intussen door iemand anders gewijzigd.',
      asked: (names: string) => `Gevraagd: ${names}.`,
      read: (names: string) =>
        names === '' ? 'In Loket staat nu niets aan.' : `In Loket: ${names}.`,
      partly: 'Deels gelukt: de gebruiker staat in Loket.',
      rightsDiffer: 'De rechten zijn niet zoals gevraagd.',
      rightsUnknown: 'Of de rechten erop staan, is niet bekend: teruglezen lukte niet.',
      thenRights: 'Kies Controleer in Loket en zet daarna de rechten goed.',
      uncertain: 'Onzeker: niemand weet of dit nu zo in Loket staat.',
      sentOnce:
        'Het is één keer verstuurd, Loket antwoordde niet duidelijk en teruglezen lukte niet.',
      notAgain: 'Er wordt niets vanzelf opnieuw verstuurd.',
      thenLook: 'Kies Controleer in Loket om te zien wat er nu staat.',
      now: 'Dit laat Loket nu zien:',
      notLooked: 'Er is daarna niet opnieuw nagekeken.',
    },
  },
  board: {
    all: 'Controleer alles',
    resume: 'Ga verder waar je was',
    anew: 'Begin opnieuw',
    unfinished: (when: string) => `De controle van ${when} is nog niet af.`,
    running: 'Bezig met nakijken van alle dossiers',
    title: 'Nagekeken in Loket',
    sum: (dossiers: number, fine: number) =>
      `${dossiers} ${dossiers === 1 ? 'dossier' : 'dossiers'} nagekeken, ${fine} in orde.`,
    open: (count: number) =>
      count === 1
        ? 'In 1 dossier is niet alles te lezen, of valt iets op.'
        : `In ${count} dossiers is niet alles te lezen, of valt iets op.`,
    worsened: 'Vorige keer in orde, nu niet',
    failing: 'Klopt niet',
    skipped: 'Overgeslagen',
    readEmployers: 'Lees werkgevers uit Loket',
    fillId: 'Vul het Werkgever ID in',
    close: 'Sluit',
    row: {
      failing: (count: number) =>
        count === 1 ? '1 controle klopt niet' : `${count} controles kloppen niet`,
      worsened: (count: number) =>
        count === 1 ? '1 was in orde, nu niet' : `${count} waren in orde, nu niet`,
      checked: (day: string) => `nagekeken ${day}`,
    },
    filter: {
      label: 'Controle',
      failing: 'klopt niet',
      worsened: 'was in orde, nu niet',
      never: 'nog niet nagekeken',
    },
  },
};
