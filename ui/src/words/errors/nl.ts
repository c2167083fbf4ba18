import type {
  FieldProblem,
  NoKeychain,
  NotSaved,
  NotUpdated,
  NotWritten,
  Refusal,
  Unanswered,
} from '../../host';
import { keychain } from '../keychain/nl';
import { loket } from './loket.nl';

/** What happened, what is safe, and what the reader can do about it. */
export interface RefusalText {
  title: string;
  /** Left out where nothing could have been lost, or `todo` says it. */
  safe?: string | undefined;
  todo: string;
}

/** The kinds of reasons why a file was not written. */
type NotWrittenKind = NotWritten['kind'];

const codes = {
  notFound: {
    title: 'Dit is er niet meer',
    todo: 'Het is verwijderd, of de link klopt niet.',
  },
  needsName: {
    title: 'Vul eerst je naam en initialen in',
    todo: 'Die komen in de geschiedenis te staan. Je vult ze in bij Instellingen.',
  },
  wrong: {
    title: 'Niet alles is goed ingevuld',
    todo: 'Verbeter de velden die gemarkeerd zijn.',
  },
  signedOff: {
    title: 'Dit dossier is afgerond',
    todo: 'Heropen het als je iets wilt wijzigen.',
  },
  cannotStart: {
    title: 'Deze stap kan nog niet starten',
    todo: 'Rond eerst de stappen af die ervoor komen.',
  },
  incomplete: {
    title: 'Deze stap is nog niet compleet',
    todo: 'Vul aan wat ontbreekt, of kom er later op terug.',
  },
  stepsOpen: { title: 'Er staan nog stappen open', todo: 'Rond die eerst af.' },
  needsWords: {
    title: 'Schrijf er een reden bij',
    todo: 'Die blijft in de geschiedenis en in het verslag staan.',
  },
  samePerson: {
    title: 'Een collega moet dit controleren',
    todo: 'Je hebt het zelf afgetekend, dus een ander controleert het.',
  },
  nothingToRemind: {
    title: 'Er is niets om aan te herinneren',
    todo: 'Zet een streefdatum bij een dossier, of begin ergens met wachten. Er is geen agendabestand gemaakt.',
  },
  stillKept: {
    title: 'Het wachtwoord is hier nog bewaard',
    todo: 'Verwijder het eerst. Dit onderdeel vult zich dan vanzelf in.',
  },
  notKept: {
    title: 'Er is hier geen wachtwoord bewaard',
    todo: 'Kies dat het verwijderd is, of maak een nieuw bij de gebruiker.',
  },
  contradicted: {
    title: 'Loket zegt dat dit niet zo is',
    todo: 'Er is niets afgevinkt. Is het intussen hersteld? Controleer dan opnieuw in Loket: klopt het, dan kun je verder. Is het niet te herstellen, ga dan door met een reden: een vinkje is dan niet nodig.',
  },
  unknownPlaces: {
    title: 'Dit kan de app niet invullen',
    todo: 'Kies iets uit de lijst onder het bericht, of haal de accolades weg.',
  },
  nothingToUndo: {
    title: 'Er is niets ongedaan te maken',
    todo: 'Het is al teruggedraaid, of daarna is er iets anders gewijzigd.',
  },
  badInput: {
    title: 'Dit kon niet worden verwerkt',
    todo: 'Er is niets gewijzigd. Ga terug en open de pagina opnieuw.',
  },
  notSaved: { title: 'Niet bewaard', todo: 'Probeer het zo nog eens.' },
  unreadable: {
    title: 'De gegevens zijn niet te lezen',
    todo: 'Zet bij Instellingen een back-up terug.',
  },
  keychain: {
    title: `${keychain.The} is niet te gebruiken`,
    todo: 'Wat geen wachtwoord of sleutel nodig heeft, werkt gewoon door.',
  },
  badPassword: {
    title: 'Dit wachtwoord voldoet niet aan de eisen van Loket',
    todo: 'Kies een ander wachtwoord, of laat er een maken.',
  },
  handbookFaults: {
    title: 'Er zitten fouten in dit handboek',
    todo: 'Er is niets geïmporteerd. Verbeter het bestand en probeer het opnieuw.',
  },
  handbookTaken: {
    title: 'Dit is de naam (id) van een handboek van de app',
    todo: 'Er is niets geïmporteerd. Geef je handboek een andere naam.',
  },
  handbookFollowed: {
    title: 'Dit handboek is nog in gebruik',
    todo: 'Er is niets verwijderd. Verwijder eerst de dossiers die het volgen, als je die niet meer nodig hebt.',
  },
  tooLarge: { title: 'Dit bestand is te groot', todo: 'Kies een kleiner bestand.' },
  overBound: {
    title: 'Dit is te groot om te bewaren',
    todo: 'Een tekst mag 10.000 tekens lang zijn, een lijst 2.000 regels, alles samen 256 KB. Maak het korter.',
  },
  otherEnvironment: {
    title: 'Dit dossier hoort bij een andere omgeving',
    todo: 'Ga eerst naar de omgeving waarin het is gemaakt.',
  },
  backupTooNew: {
    title: 'Deze back-up is van een nieuwere Koppelwijzer',
    todo: 'Er is niets gewijzigd. Werk Koppelwijzer eerst bij.',
  },
  notWritten: { title: 'Het bestand is niet gemaakt', todo: 'Kies een andere plaats.' },
  notADossierFile: {
    title: 'Dit is geen dossierbestand',
    todo: 'Kies een bestand dat uit Koppelwijzer komt.',
  },
  dossierFileTooNew: {
    title: 'Dit dossierbestand is van een nieuwere Koppelwijzer',
    todo: 'Er is niets geïmporteerd. Werk Koppelwijzer eerst bij.',
  },
  dossierIsHere: {
    title: 'Dit dossier is er al',
    todo: 'Er is niets geïmporteerd. Je vindt het op het overzicht.',
  },
  hoursFile: {
    title: 'Het urenbestand is niet gelezen',
    todo: 'Kies een ander bestand.',
  },
  notAMapping: {
    title: 'Dit is geen koppeling van uren',
    todo: 'Kies een bestand dat Koppelwijzer bewaarde. Er is niets overgenomen.',
  },
  hoursFileClosed: {
    title: 'Het urenbestand is niet meer open',
    todo: 'Kies het bestand opnieuw. Wat je koos is bewaard.',
  },
  employeesNotRead: {
    title: 'De medewerkers zijn niet gelezen',
    todo: 'Lees ze opnieuw uit Loket. Er is geen bestand gemaakt; je kolommen zijn bewaard.',
  },
  uploadHeldBack: {
    title: 'Het uploadbestand kan nog niet worden gemaakt',
    todo: 'Los eerst op wat het tegenhoudt.',
  },
  notOpened: {
    title: 'Openen of kopiëren lukte niet',
    todo: 'Probeer het nog eens, of neem het met de hand over.',
  },
  notUpdated: {
    title: 'Er is geen nieuwe versie geïnstalleerd',
    todo: 'Probeer het later opnieuw.',
  },
  cancelled: { title: 'Je hebt het venster gesloten', todo: 'Er is niets gewijzigd.' },
  environmentClosed: {
    title: 'De gegevens van die omgeving zijn niet te openen',
    todo: 'Probeer het opnieuw. Lukt het niet, kijk dan of de map met gegevens er nog is.',
  },
  loket: {
    title: 'Loket gaf geen bruikbaar antwoord',
    todo: 'Probeer het later opnieuw.',
  },
  unexpected: {
    title: 'Er ging iets mis in Koppelwijzer',
    todo: 'Wat je hiervoor deed is bewaard. Probeer het nog eens.',
  },
  unanswered: {
    title: 'Het programma gaf geen antwoord',
    todo: 'Wat je hiervoor deed is bewaard. Sluit Koppelwijzer en open het opnieuw.',
  },
} satisfies Record<(Refusal | Unanswered)['code'], RefusalText>;

const notSaved = {
  busy: 'Een ander programma houdt de gegevens vast, vaak een virusscanner of een programma dat back-ups maakt. Wacht even en probeer het opnieuw. Blijft dit, laat dat programma de map met gegevens dan overslaan.',
  diskFull: 'De schijf is vol. Maak ruimte en probeer het opnieuw.',
  disk: 'De schijf gaf een fout. Probeer het opnieuw en maak een back-up op een andere schijf.',
  readOnly: 'De gegevens zijn alleen te lezen. Vraag je beheerder om schrijfrechten op de map.',
  gone: 'De map met gegevens is verdwenen of vervangen. Zet hem terug en start Koppelwijzer opnieuw.',
  stale: 'Het dossier is intussen gewijzigd. Open het opnieuw en kijk wat er veranderd is.',
  damaged: 'De gegevens zijn beschadigd. Zet bij Instellingen een back-up terug.',
} satisfies Record<NotSaved, string>;

const noKeychain = {
  locked: `${keychain.The} is vergrendeld of antwoordt niet. Ontgrendel ${keychain.the} en probeer het opnieuw.`,
  missing: `Deze computer heeft geen ${keychain.none}. Wachtwoorden kun je tot het afsluiten bewaren, persoonsgegevens en notities niet: die zou je daarna nooit meer kunnen lezen.`,
  sessionOnly: `Je bewaart nu alleen wachtwoorden, tot je afsluit. Persoonsgegevens en notities hebben een sleutel nodig die blijft, in ${keychain.the}.`,
  keyMissing: `De sleutel van je gegevens staat niet in ${keychain.the}. Kijk bij Instellingen.`,
  unreadable: `Wat er in ${keychain.the} staat is niet te lezen. Maak een nieuw wachtwoord, of verwijder dit.`,
  notThere: `Dit staat niet in ${keychain.the}. Vul het opnieuw in.`,
} satisfies Record<NoKeychain, string>;

const notWritten = {
  inUseTitle: 'Het bestand staat er onder een andere naam',
  inUse: (kept: string) =>
    `Een ander programma heeft het bestand open. Het nieuwe staat ernaast als ${kept}.`,
  noRoom: 'De schijf is vol. Maak ruimte, of kies een andere plaats.',
  noRights: 'Je mag hier niet schrijven. Kies een andere plaats.',
  pathTooLong: 'De naam met alle mappen erbij is te lang. Kies een plaats minder diep.',
  badName: 'Deze map neemt deze naam niet aan. Kies een andere naam of een andere plaats.',
  gone: 'De map is er niet meer. Kies een andere plaats.',
  failed: 'Wat er staat is niet wat geschreven werd. Kies een andere plaats.',
} satisfies Record<NotWrittenKind | 'inUseTitle', string | ((kept: string) => string)>;

/** Why there is no newer version: what happened, and what to do. */
const notUpdated = {
  notReached: {
    title: 'De nieuwste versie is niet op te vragen',
    todo: 'Controleer je internetverbinding en probeer het opnieuw. Werkt internet wel? Vraag dan je beheerder om de verbinding toe te staan.',
  },
  notUnderstood: {
    title: 'Welke versie de nieuwste is, is onbekend',
    todo: 'Het antwoord was niet te lezen. Probeer het later opnieuw. Blijft dit, meld het dan bij wie Koppelwijzer voor je installeerde.',
  },
  notForThisSystem: {
    title: 'De nieuwe versie is er niet voor deze computer',
    todo: 'Werk verder met deze versie. Vraag wie Koppelwijzer voor je installeerde wanneer de nieuwe er is.',
  },
  notSigned: {
    title: 'De nieuwe versie is niet te vertrouwen',
    todo: 'De handtekening van het bestand klopt niet. Meld dit bij wie Koppelwijzer voor je installeerde. Haal het bestand niet ergens anders.',
  },
  notInstalled: {
    title: 'De nieuwe versie kon niet worden geïnstalleerd',
    todo: 'Kijk of de schijf niet vol is en of je mag schrijven in de map van Koppelwijzer. Vraag anders je beheerder.',
  },
} satisfies Record<NotUpdated, RefusalText>;

/** What is safe, for the codes where one could fear for it. */
const safe = {
  wrong: 'Wat je invulde staat er nog.',
  notSaved: 'Wat je invulde staat nog op het scherm. Wat al bewaard was, is er nog.',
  unreadable: 'Er is niets gewijzigd of weggegooid.',
  keychain: 'Wat al bewaard was, is er nog.',
  environmentClosed: 'Je werkt verder in de omgeving waar je was. Daarin is niets gewijzigd.',
  notWritten: 'Je dossiers zijn niet veranderd. Er staat geen half bestand.',
  notOpened: 'Er is niets gewijzigd.',
  notUpdated:
    'Er is niets geïnstalleerd. Deze versie werkt verder en je gegevens zijn niet veranderd.',
  hoursFile: 'Het bestand zelf is niet veranderd.',
  uploadHeldBack: 'Er is niets gemaakt.',
  tooLarge: 'Er is niets geïmporteerd.',
  overBound: 'Er is niets gewijzigd.',
  unknownPlaces: 'Wat je typte staat er nog. Het bericht is nog zoals het was.',
  otherEnvironment: 'Er is niets geïmporteerd.',
  notADossierFile: 'Er is niets geïmporteerd.',
} satisfies Partial<Record<Refusal['code'], string>>;

/** What is wrong with a value, as an instruction; `what` is the field's label. */
const field = {
  empty: (what: string) => `Vul in: ${what}`,
  tooLong: (what: string) => `${what}: dit is te lang`,
  controlCharacters: (what: string) => `${what}: haal de onzichtbare tekens weg`,
  notANumber: (what: string) => `${what}: vul een heel getal in`,
  notAnAmount: (what: string) => `${what}: vul een bedrag in, zoals 12,50`,
  notADate: (what: string) => `${what}: vul een datum in die bestaat`,
  notAnEmail: (what: string) => `${what}: vul een e-mailadres in`,
  notAPhone: (what: string) => `${what}: vul een telefoonnummer in zoals Loket het aanneemt`,
  notAPayrollTaxesNumber: (what: string) => `${what}: vul negen cijfers, een L en twee cijfers in`,
  failsElevenTest: (what: string) => `${what}: er is een cijfer verkeerd getypt`,
  notAGuid: (what: string) => `${what}: vul de lange code met streepjes in`,
  isEmployerNumber: (what: string) =>
    `${what}: dit is het werkgevernummer, vul de lange code met streepjes in`,
  nilGuid: (what: string) => `${what}: een code van alleen nullen bestaat niet`,
  notAKvk: (what: string) => `${what}: vul acht cijfers in`,
  belowOne: (what: string) => `${what}: vul 1 of meer in`,
  outOfRange: (what: string) => `${what}: dit getal kan hier niet`,
  notAnEnvironmentCode: (what: string) =>
    `${what}: vul de omgevingscode in, geen e-mailadres of lange code`,
  notAUsername: (what: string) => `${what}: vul 3 tot 50 tekens in die Loket aanneemt`,
  notInitials: (what: string) => `${what}: vul een tot zes letters in`,
  notALastName: (what: string) => `${what}: vul 1 tot 25 letters in`,
  notAComponentCode: (what: string) => `${what}: vul de code in, niet de naam`,
  notAnOption: (what: string) => `${what}: kies een van de mogelijkheden`,
  notAnAddress: (what: string) => `${what}: vul een adres in dat hier bruikbaar is`,
} satisfies Record<FieldProblem, (what: string) => string>;

const dossiers = (count: number) => (count === 1 ? '1 dossier volgt' : `${count} dossiers volgen`);

/** Handbooks that are in use. */
const handbook = {
  taken: (count: number, version: number) =>
    `${dossiers(count)} versie ${version} van dit handboek, met een andere inhoud`,
  takenTodo: 'Er is niets geïmporteerd. Geef het bestand een hogere versie.',
  followed: (count: number) => `${dossiers(count)} dit handboek`,
};

/** Words for each code that can come back over the bridge, and for the reasons inside them. */
export const errors = {
  codes,
  safe,
  notSaved,
  noKeychain,
  notUpdated,
  notWritten,
  handbook,
  loket,
  field,
};
