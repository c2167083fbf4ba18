import { keychain } from '../keychain/nl';

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

/** Words of the settings. */
export const settings = {
  title: 'Instellingen',
  lede: 'Elke wijziging wordt meteen bewaard.',
  jump: 'Op deze pagina',
  saved: (time: string) => `Bewaard om ${time}`,
  you: {
    title: 'Jij en je kantoor',
    why: 'Je naam en initialen staan in de geschiedenis bij wat je doet.',
    name: 'Je naam',
    initials: 'Je initialen',
    initialsHint: 'Een tot zes letters, zoals JdB.',
    officeName: 'Naam van je kantoor',
    officeEmail: 'E-mail van je kantoor',
    officeEmailHint: 'Hier komen verzoeken van werkgevers en andere partijen binnen.',
    officeWhy: 'Formulieren van andere partijen vragen deze gegevens. Je typt ze dan niet opnieuw.',
  },
  looks: {
    title: 'Weergave',
    language: 'Taal',
    languages: { nl: 'Nederlands', en: 'English' },
    appearance: 'Uiterlijk',
    appearances: { system: 'Zoals mijn computer', light: 'Licht', dark: 'Donker' },
    compact: 'Toon een dossier met alle stappen op één pagina',
    compactHint: 'Handig als je een handboek vaak doet.',
  },
  work: {
    title: 'Werkwijze',
    eyes: 'Een tweede collega controleert elk dossier',
    eyesHint: 'Wie het dossier aftekent, kan het niet zelf controleren.',
    reminders: 'Herinner mij aan wat vandaag aan de beurt is',
    remindersHint: 'Je krijgt een melding zolang Koppelwijzer open is.',
  },
  data: {
    title: 'Waar je gegevens staan',
    text: 'Alles staat in deze map. Alleen met Loket wisselt de app iets uit, als je je daar aanmeldt.',
    folder: 'Map',
    copyFolder: 'de map',
  },
  backups: {
    title: 'Back-ups',
    text: 'Koppelwijzer maakt zelf elke dag een back-up. Voor iets groots maak je er een bij.',
    make: 'Maak nu een back-up',
    making: 'Back-up maken',
    made: 'De back-up is gemaakt',
    keepFor: 'Bewaar back-ups',
    keepForHint: 'Wat je verwijdert, staat zo lang nog in een back-up. De nieuwste blijft altijd.',
    months: (count: number) => many(count, 'maand', 'maanden'),
    loading: 'Back-ups laden',
    none: 'Er zijn nog geen back-ups.',
    caption: 'Back-ups, nieuwste eerst',
    when: 'Gemaakt',
    holds: 'Wat erin staat',
    size: 'Grootte',
    act: 'Actie',
    employers: (count: number) => many(count, 'werkgever', 'werkgevers'),
    dossiers: (count: number) => many(count, 'dossier', 'dossiers'),
    unreadable: 'Niet te lezen',
    unusable: {
      link: 'Niet te gebruiken: een snelkoppeling naar een ander bestand',
      notOurs: 'Niet te gebruiken: geen back-up van Koppelwijzer',
      otherEnvironment: 'Niet te gebruiken: van een andere omgeving van Loket',
      newer: 'Niet te gebruiken: gemaakt met een nieuwere versie van Koppelwijzer',
      altered: 'Niet te gebruiken: buiten Koppelwijzer om veranderd',
      damaged: 'Niet te lezen',
    },
    ofEnvironment: (name: string) => `Niet te gebruiken: van de omgeving ${name}`,
    kilobytes: (count: string) => `${count} kB`,
    megabytes: (count: string) => `${count} MB`,
    restore: 'Zet terug',
    restoreOf: (moment: string) => `de back-up van ${moment}`,
    showAll: (count: number) => `Toon alle ${count} back-ups`,
  },
  restore: {
    title: (moment: string) => `De back-up van ${moment} terugzetten?`,
    text: 'Wat er nu staat, wordt eerst zelf een back-up. Je kunt dus terug.',
    removedAgain: (count: number) =>
      `${many(count, 'werkgever of dossier', 'werkgevers en dossiers')} in deze back-up heb je later verwijderd. Die komen niet terug.`,
    caption: 'Wat er nu staat en wat in de back-up staat',
    what: 'Wat',
    now: 'Nu',
    then: 'In de back-up',
    employers: 'Werkgevers',
    dossiers: 'Dossiers',
    events: 'Gebeurtenissen',
    counting: 'Tellen wat er verandert',
    confirm: 'Zet terug',
    cancel: 'Annuleren',
    working: 'Back-up terugzetten',
    done: (moment: string) => `De back-up van ${moment} staat terug`,
  },
  setAside: {
    text: (count: number) =>
      count === 1
        ? 'Er is 1 beschadigd bestand apart gezet. Daarin kan staan wat je sindsdien hebt verwijderd.'
        : `Er zijn ${count} beschadigde bestanden apart gezet. Daarin kan staan wat je sindsdien hebt verwijderd.`,
    remove: 'Verwijder wat apart is gezet',
    title: 'Verwijderen wat apart is gezet?',
    question: 'Een specialist kan er misschien nog iets uit lezen. Daarna niet meer.',
    cancel: 'Annuleren',
    done: 'Wat apart was gezet, is verwijderd',
  },
  retention: {
    title: 'Bewaartermijn',
    text: 'Hoe lang bewaar je dossiers nadat ze zijn afgerond? Er wordt niets vanzelf verwijderd.',
    years: 'Bewaar afgeronde dossiers',
    forever: 'onbeperkt',
    count: (years: number) => `${years} jaar`,
    none: 'Er is geen dossier dat langer geleden is afgerond.',
    found: (count: number) =>
      count === 1
        ? '1 dossier is langer geleden afgerond'
        : `${count} dossiers zijn langer geleden afgerond`,
    line: (handbook: string, day: string) => `${handbook}, afgerond ${day}`,
    more: (count: number) => `en nog ${count}`,
    remove: (count: number) =>
      count === 1 ? 'Verwijder dit dossier' : `Verwijder deze ${count} dossiers`,
    ask: (count: number) =>
      count === 1 ? '1 dossier verwijderen?' : `${count} dossiers verwijderen?`,
    goes: 'De dossiers worden verwijderd met hun geschiedenis, notities en wachtwoorden. Dat is niet ongedaan te maken.',
    stays:
      'Werkgevers en bestanden die je bewaarde blijven. Back-ups houden de dossiers tot ze zelf verdwijnen.',
    cancel: 'Annuleren',
    done: (count: number) =>
      count === 1 ? '1 dossier is verwijderd' : `${count} dossiers zijn verwijderd`,
  },
  keychain: {
    title: keychain.title,
    text: `Wachtwoorden staan in ${keychain.the} van je computer, nooit in de gegevensmap. Persoonsgegevens zijn versleuteld met een sleutel die daar ook staat.`,
    ready: `${keychain.The} is ontgrendeld en werkt.`,
    notAsked: `${keychain.The} is nog niet gecontroleerd.`,
    look: 'Controleer opnieuw',
  },
  import: {
    title: 'Een dossier van een collega',
    text: 'Neem een dossier over uit een bestand dat op een andere computer is gemaakt. Wachtwoorden zitten er niet in.',
    opened: (name: string) => `${name} is met Koppelwijzer geopend. Er is nog niets overgenomen.`,
    takeOpened: 'Neem dit dossier over',
    choose: 'Kies een dossierbestand',
    working: 'Dossier overnemen',
    done: (handbook: string) => `Het dossier ${handbook} is overgenomen`,
  },
  newerVersions: {
    title: 'Nieuwe versie',
    /** Who brings a newer version. */
    by: {
      off: 'Een nieuwe versie krijg je van wie Koppelwijzer voor je installeerde. Je gegevens blijven daarbij staan.',
      on: 'Koppelwijzer zoekt alleen naar een nieuwe versie als je op de knop drukt. Je gegevens blijven bij installeren staan.',
      package:
        'Koppelwijzer is op deze computer met een pakket geïnstalleerd. Een nieuwe versie komt ook met een pakket. Je gegevens blijven daarbij staan.',
      administrator:
        'Koppelwijzer is op deze computer voor iedereen geïnstalleerd. Een nieuwe versie komt van je beheerder. Je gegevens blijven daarbij staan.',
    },
    atReleases:
      'Op de pagina met versies staat de nieuwste. Koppelwijzer zoekt daar zelf niet. Je gegevens blijven staan als je een nieuwe versie installeert.',
    openReleases: 'Open de pagina met versies',
    look: 'Zoek nieuwe versie',
    looking: 'Nieuwe versie zoeken',
    isNewest: (version: string) => `Je hebt de nieuwste versie: ${version}.`,
    found: (version: string) => `Versie ${version} is er.`,
    closesFirst:
      'Om te installeren sluit Koppelwijzer. Eerst wordt bewaard wat je typt, en er komt een back-up.',
    notes: 'Wat er nieuw is',
    install: (version: string) => `Installeer versie ${version}`,
    installing: (version: string) => `Versie ${version} downloaden en controleren`,
    closes: 'Koppelwijzer sluit nu en opent met de nieuwe versie.',
  },
  about: {
    title: 'Over Koppelwijzer',
    version: 'Versie',
    licence: 'Licentie',
    licenceText: 'MIT of Apache-2.0, naar keuze',
    support: 'Hulp bij een storing',
    supportText:
      'Gaat er iets mis, stuur dit logbestand dan mee. Er staat in welke fouten het programma zag, en wanneer: geen namen, nummers of bedragen.',
    noLog: 'Er is geen logbestand: in de map met gegevens kan niet worden geschreven.',
    log: 'Logbestand',
    copyLog: 'de plaats van het logbestand',
    openFolder: 'Open de map',
    notOf: 'Koppelwijzer is niet van Loket.nl of een van de partijen in de handboeken.',
    parts: 'Gemaakt met',
    caption: 'Software waarvan Koppelwijzer gebruikmaakt, met licentie',
    part: 'Software',
    publicDomain: 'publiek domein',
  },
};
