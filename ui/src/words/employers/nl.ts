import { keychain } from '../keychain/nl';

/** Words of the employers: the list, the card, and the form to fill one in. */
export const employers = {
  title: 'Werkgevers',
  lede: (count: number) =>
    count === 1 ? 'Je kantoor heeft 1 werkgever.' : `Je kantoor heeft ${count} werkgevers.`,
  loading: 'Werkgevers laden',
  add: 'Voeg een werkgever toe',
  search: 'Zoek op naam of nummer',
  found: (shown: number, all: number) => `${shown} van ${all}`,
  noMatch: 'Geen werkgever past hierbij.',
  empty: 'Er zijn nog geen werkgevers. Voeg de eerste toe, dan kun je een dossier beginnen.',
  caption: 'Werkgevers met hun nummers en dossiers',
  dossierCount: (open: number, all: number) => {
    if (all === 0) return 'Geen';
    const done = all - open;
    return [open > 0 ? `${open} open` : '', done > 0 ? `${done} afgerond` : '']
      .filter(Boolean)
      .join(', ');
  },
  dossiers: 'Dossiers',
  unknown: 'Niet ingevuld',
  administration: (index: number) => `Administratie ${index}`,
  administrations: 'Administraties',
  noAdministrations: 'Er zijn nog geen administraties ingevuld.',
  loket: 'Loket',
  seen: (day: string) => `Gelezen ${day}`,
  vanished: 'Niet meer gevonden in Loket',
  byHand: 'Zelf ingevoerd',
  card: {
    fromLoket: (moment: string) => `Uit Loket, laatst gelezen ${moment}`,
    vanished: (moment: string) => `Niet meer gevonden in Loket. Laatst gelezen ${moment}.`,
    vanishedMeans:
      'De werkgever is daar verwijderd, of je gebruiker mag er niet meer bij. Wat hier staat, blijft staan.',
    differs: 'Anders in Loket',
    differsText: 'Wat je zelf invulde is niet overschreven. Kies per gegeven wat klopt.',
    field: 'Gegeven',
    here: 'Op de kaart',
    inLoket: 'In Loket',
    readAt: (moment: string) => `Uit Loket, gelezen ${moment}`,
    empty: 'Leeg',
    takeOver: 'Neem over uit Loket',
    takeOverWhat: (field: string) => `Neem ${field} over uit Loket`,
    tookOver: (field: string) => `${field} komt nu uit Loket`,
    check: 'Controleer alles',
    checking: 'Bezig met controleren in Loket',
    checkText: 'Koppelwijzer vraagt Loket naar alle dossiers van deze werkgever.',
    checked: (dossiers: number, fine: number) =>
      dossiers === 1
        ? `1 dossier gecontroleerd, ${fine === 1 ? 'alles klopt' : 'niet alles klopt'}.`
        : `${dossiers} dossiers gecontroleerd, in ${fine === 0 ? 'geen ervan' : fine} klopt alles.`,
    worsened: 'Klopte eerst, nu niet',
    failing: 'Klopt niet',
    skipped: 'Niet gecontroleerd',
    skippedWhy: {
      notLinked: 'nog niet gekoppeld aan een werkgever in Loket',
      never: 'er is nog niets gelezen',
      offline: 'Loket was niet te bereiken',
      listChanged: 'de lijst wijzigde terwijl hij werd gelezen',
      rejected: 'Loket neemt de vraag niet aan',
      notStated: 'Loket laat leeg wat hiervoor nodig is',
      signedOut: 'je bent niet aangemeld',
      notPermitted: 'je hebt geen rechten op deze werkgever',
      vanished: 'de werkgever is niet gevonden in Loket',
      changed: 'Loket antwoordt in een vorm die deze versie niet kent',
      sealed: `${keychain.the} is vergrendeld`,
      notOffered: 'Loket biedt geen manier om dit op te vragen',
      notEntered: 'er is nog iets niet ingevuld',
      filtered: 'een filter in Loket verbergt een deel',
      userNamesMissing: 'Loket laat niet van elke gebruiker de gebruikersnaam zien',
      userKindUnknown: 'Loket zegt niet wat voor gebruiker het is',
      applicationUnknown: 'Loket zegt niet welke applicatie het is',
      rightsUnrecognised: 'Loket noemt rechten anders dan Koppelwijzer ze kent',
      employerOutOfReach: 'wie aangemeld is, kan niet bij deze werkgever',
    },
    facts: 'Gegevens',
    edit: 'Wijzigen',
    newDossier: 'Nieuw dossier',
    noDossiers: 'Deze werkgever heeft nog geen dossiers.',
    dossiersCaption: 'Dossiers van deze werkgever',
    changed: (moment: string) => `Zelf ingevuld, laatst gewijzigd ${moment}`,
    cardChanged: (moment: string) => `Kaart laatst gewijzigd ${moment}`,
    read: 'Lees gegevens uit Loket',
    reading: 'Gegevens lezen',
    wasRead: 'De gegevens zijn gelezen',
    remove: 'Verwijder werkgever',
  },
  readAll: {
    read: 'Lees alle administraties uit Loket',
    reading: 'Bezig met lezen van alle administraties',
    done: (read: number, of: number) =>
      read === of
        ? `De administraties van ${of === 1 ? '1 werkgever' : `alle ${of} werkgevers`} zijn gelezen.`
        : `De administraties van ${read} van de ${of} werkgevers zijn gelezen.`,
  },
  timeline: {
    link: 'Tijdlijn: wat er voor deze werkgever gebeurde',
    title: 'Tijdlijn',
    caption: 'Wat er gebeurde, het nieuwste eerst',
    loading: 'Tijdlijn laden',
    now: 'Waar het staat',
    waits: (count: number) =>
      count === 1
        ? 'Bij 1 dossier wacht je op een ander.'
        : `Bij ${count} dossiers wacht je op een ander.`,
    happened: 'Wat gebeurde',
    dossier: 'Dossier',
    who: 'Wie',
    when: 'Wanneer',
    none: 'Er is voor deze werkgever nog niets gebeurd.',
    unreadable: (count: number) =>
      count === 1
        ? 'Eén dossier is niet te lezen. Wat daarin gebeurde, staat hier niet bij.'
        : `${count} dossiers zijn niet te lezen. Wat daarin gebeurde, staat hier niet bij.`,
  },
  remove: {
    title: (name: string) => `${name} verwijderen?`,
    goes: 'Dit wordt verwijderd, en is niet ongedaan te maken:',
    employer: 'De werkgever met zijn administraties',
    dossiers: (count: number) => (count === 1 ? '1 dossier' : `${count} dossiers`),
    hoursRuns: (count: number) =>
      count === 1 ? '1 loonperiode in Uren naar Loket' : `${count} loonperioden in Uren naar Loket`,
    events: (count: number) =>
      count === 1
        ? '1 gebeurtenis in de geschiedenis'
        : `${count} gebeurtenissen in de geschiedenis`,
    files: (count: number) =>
      count === 1
        ? 'De aantekening van 1 gemaakt bestand'
        : `De aantekening van ${count} gemaakte bestanden`,
    passwords: `Wachtwoorden uit deze dossiers in ${keychain.the}`,
    stays: 'De bestanden zelf blijven staan waar je ze bewaarde.',
    backups: (count: number) =>
      count === 1
        ? 'In 1 back-up blijft alles staan, tot die back-up verdwijnt.'
        : `In ${count} back-ups blijft alles staan, tot die back-ups verdwijnen.`,
    setAside: (count: number) =>
      count === 1
        ? 'Ook in 1 beschadigd bestand dat apart is gezet, kan het staan.'
        : `Ook in ${count} beschadigde bestanden die apart zijn gezet, kan het staan.`,
    confirm: (dossiers: number) => {
      if (dossiers === 0) return 'Verwijder de werkgever';
      return `Verwijder de werkgever en ${dossiers} ${dossiers === 1 ? 'dossier' : 'dossiers'}`;
    },
    cancel: 'Annuleren',
    done: (name: string) => `${name} is verwijderd`,
    counting: 'Tellen wat er weggaat',
  },
  form: {
    newTitle: 'Voeg een werkgever toe',
    editTitle: 'Wijzig de werkgever',
    lede: 'Alles wordt bewaard terwijl je typt. Alleen de naam is verplicht.',
    resumed:
      'Hier staat ook wat je eerder typte en wat nog niet klopt. Verbeter het met Doorgaan, of gooi het weg.',
    discard: 'Gooi weg wat niet is bewaard',
    company: 'Gegevens van de werkgever',
    name: 'Bedrijfsnaam',
    nameHint: 'Zoals in Loket.',
    employerIdHint: 'Een lange code met streepjes. Niet het werkgevernummer.',
    employerIdOld: 'Niet te zien. Klik rechtsboven op de blauwe link naar het nieuwe Loket.',
    employerNumberHint: 'Het korte nummer in de lijst van werkgevers.',
    kvkHint: 'Acht cijfers.',
    emailHint: 'Hierheen gaan de berichten die je aan de werkgever stuurt.',
    administrationsHint: 'Meer dan één loonheffingennummer? Dan hoort bij elk een administratie.',
    administrationName: 'Naam van de administratie',
    administrationNameHint: 'Om administraties uit elkaar te houden.',
    taxesHint: 'Negen cijfers, een L en twee cijfers. Spaties en punten mogen.',
    periodNone: 'Weet ik niet',
    addAdministration: 'Nog een administratie',
    addFirst: 'Voeg een administratie toe',
    removeAdministration: (name: string) => `Haal ${name} weg`,
    removed: (name: string) => `${name} is weggehaald`,
    done: 'Doorgaan',
    later: 'Later verder',
  },
};
