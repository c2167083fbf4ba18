import type { LoketFault } from '../../host';
import type { RefusalText } from './nl';

/** What Loket answered in words of its own, behind a general advice. */
const quoted = (messages: readonly string[]) =>
  messages.length === 0 ? '' : `Loket zegt: ${messages.join(' ')}`;
const mark = (id: string | null) =>
  id === null ? '' : ` Vraag je de helpdesk van Loket om hulp? Noem dan kenmerk ${id}.`;
const minutes = (seconds: number) => {
  const count = Math.max(1, Math.ceil(seconds / 60));
  return count === 1 ? '1 minuut' : `${count} minuten`;
};

const kept = 'Wat gelezen en ingevuld is, staat er nog.';
const nothingChanged = 'Er is niets gewijzigd in Loket.';

type Saying = {
  [Kind in LoketFault['kind']]:
    RefusalText | ((fault: Extract<LoketFault, { kind: Kind }>) => RefusalText);
};

/** Words for each way in which Loket, or the way to it, does not give what was asked. */
export const loket = {
  notRegistered: {
    title: 'Koppelwijzer heeft nog geen toegang tot Loket',
    safe: 'Je handboeken en dossiers werken ook zonder.',
    todo: 'Vul bij Verbinding het client id van je kantoor in.',
  },
  signedOut: {
    title: 'Je bent niet aangemeld bij Loket',
    safe: kept,
    todo: 'Meld je opnieuw aan bij Verbinding.',
  },
  anotherUser: ({ user }) => ({
    title: `Je bent aangemeld als ${user === '' ? 'een andere gebruiker dan de vorige keer' : user}, en dat was de vorige keer iemand anders`,
    safe: kept,
    todo: 'Zeg bij Verbinding of dat klopt, of meld je aan als een ander.',
  }),
  offline: ({ host, why }) => ({
    title: {
      noSuchHost: `${host} is niet te vinden`,
      unreachable: `${host} is niet te bereiken`,
      timedOut: `${host} antwoordt niet op tijd`,
      sandbox: 'Het oefen-Loket op deze computer antwoordt niet',
    }[why],
    safe: `${kept} Je werkt gewoon door.`,
    todo:
      why === 'sandbox'
        ? 'Sluit Koppelwijzer en open het opnieuw: dan start het oefen-Loket weer.'
        : 'Controleer je internetverbinding en probeer het later opnieuw.',
  }),
  insecure: ({ host }) => ({
    title: `De beveiligde verbinding met ${host} is mislukt`,
    safe: 'Er is niets verstuurd.',
    todo: 'Klopt de klok van deze computer? Vraag anders je beheerder of het netwerk meeleest.',
  }),
  proxy: {
    title: 'De proxy van je netwerk vraagt om een aanmelding',
    safe: 'Er is niets verstuurd.',
    todo: 'Meld je aan bij de proxy, of vraag je beheerder om Loket door te laten.',
  },
  captivePortal: ({ host }) => ({
    title: 'Je zit achter een inlogpagina van het netwerk',
    safe: `Er is niets naar ${host} verstuurd.`,
    todo: 'Open je browser, meld je aan bij het netwerk en probeer het opnieuw.',
  }),
  notPermitted: ({ activity }) => ({
    title: 'Loket staat dit niet toe',
    safe: nothingChanged,
    todo: `Er ontbreekt een recht, een product, of de activiteit ${activity} bij de applicatie. Bij Verbinding zie je wat er nodig is.`,
  }),
  vanished: {
    title: 'Dit staat niet meer in Loket',
    safe: 'Wat je hier bewaarde, staat er nog.',
    todo: 'Lees de werkgevers opnieuw uit Loket, of vraag na wie het verwijderde.',
  },
  conflict: ({ messages }) => ({
    title: 'Iemand anders wijzigde dit intussen in Loket',
    safe: 'Er is niets overschreven.',
    todo: `Controleer opnieuw en kijk wat er nu staat. ${quoted(messages)}`.trim(),
  }),
  rejected: ({ messages }) => ({
    title: 'Loket neemt dit niet aan',
    safe: nothingChanged,
    todo: `${quoted(messages)} Verbeter wat Loket noemt en probeer het opnieuw.`.trim(),
  }),
  paused: ({ seconds }) => ({
    title: `Loket vraagt om ${minutes(seconds)} rust`,
    safe: 'Wat gelezen is, blijft bewaard.',
    todo: 'Ga daarna verder. Je werkt intussen gewoon door.',
  }),
  serverFault: ({ request_id }) => ({
    title: 'Loket heeft een storing',
    safe: kept,
    todo: `Probeer het later opnieuw.${mark(request_id)}`,
  }),
  uncertain: {
    title: 'Het is niet zeker of Loket dit heeft gewijzigd',
    safe: 'Koppelwijzer doet het niet vanzelf nog een keer.',
    todo: 'Controleer eerst opnieuw in Loket. Pas daarna weet je of het nog moet.',
  },
  changed: ({ activity, request_id }) => ({
    title: 'Loket antwoordt in een vorm die deze versie niet kent',
    safe: `${kept} Wat Loket niet nodig heeft, werkt gewoon.`,
    todo: `Kijk of er een nieuwere Koppelwijzer is. Het gaat om ${activity}.${mark(request_id)}`,
  }),
  listChanged: {
    title: 'De lijst wijzigde twee keer terwijl hij werd gelezen',
    safe: 'Er is geen halve lijst bewaard.',
    todo: 'Probeer het zo nog eens, als niemand anders erin werkt.',
  },
  tooLarge: ({ activity }) => ({
    title: 'Het antwoord van Loket is te groot om te kloppen',
    safe: kept,
    todo: `Probeer het later opnieuw. Het gaat om ${activity}.`,
  }),
  signInRefused: ({ code }) => ({
    title: 'Loket neemt de aanmelding van Koppelwijzer niet aan',
    safe: kept,
    todo: `Kijk bij Verbinding of client id, geheim en terugkeeradres zijn zoals Loket ze gaf. Loket noemt: ${code}.`,
  }),
  denied: {
    title: 'De aanmelding is geweigerd op de pagina van Loket',
    safe: 'Er is niets gelezen.',
    todo: 'Was dat niet de bedoeling? Meld je dan opnieuw aan.',
  },
  wrongState: {
    title: 'Dit hoort bij een andere aanmelding',
    safe: 'De aanmelding wacht nog.',
    todo: 'Kopieer het adres uit het venster dat net voor je openging.',
  },
  noCode: {
    title: 'Hier staat geen code in',
    safe: 'De aanmelding wacht nog.',
    todo: 'Kopieer het hele adres uit de adresbalk, nadat je in Loket akkoord gaf.',
  },
  timedOut: {
    title: 'Je kwam niet binnen vijf minuten terug uit de browser',
    safe: kept,
    todo: 'Meld je opnieuw aan als het je uitkomt.',
  },
  noRedirect: {
    title: 'Geen van de terugkeeradressen is bruikbaar',
    safe: kept,
    todo: 'Vul bij Verbinding een adres in dat Loket bij je client id registreerde.',
  },
  stopped: {
    title: 'Je hebt het gestopt',
    safe: 'Wat tot dan gelezen is, blijft bewaard.',
    todo: 'Ga verder wanneer je wilt.',
  },
  notLinked: ({ employer }) => ({
    title: `${employer} is nog niet gekoppeld aan een werkgever in Loket`,
    safe: 'De andere werkgevers gaan gewoon door.',
    todo: 'Lees de werkgevers uit Loket, of vul het Werkgever ID op de kaart in.',
  }),
  noEmployers: {
    title: 'Er zijn nog geen werkgevers uit Loket gelezen',
    safe: kept,
    todo: 'Lees eerst de werkgevers uit Loket. Dat doe je bij Verbinding.',
  },
  previewChanged: {
    title: 'Intussen is er iets anders in Loket',
    safe: nothingChanged,
    todo: 'Bekijk opnieuw wat er zou wijzigen, en zeg dan pas ja.',
  },
  nothingToDo: {
    title: 'Het staat al zo in Loket',
    safe: nothingChanged,
    todo: 'Controleer opnieuw, dan zie je het ook hier.',
  },
  noEmployerUser: {
    title: 'Dit kan hier alleen voor een gebruiker van de werkgever zelf',
    safe: nothingChanged,
    todo: 'Zet de rechten in Loket, bij het team of de gebruiker van je kantoor.',
  },
  notOffered: ({ name }) => ({
    title: `Loket biedt ${name} hier niet aan`,
    safe: nothingChanged,
    todo: 'Kijk in Loket of het anders heet, of vraag je contact bij Loket.',
  }),
  busy: {
    title: 'Er loopt al een vraag aan Loket',
    safe: nothingChanged,
    todo: 'Wacht tot die klaar is, of stop hem.',
  },
  noTransport: {
    title: 'Deze computer kan geen verbinding maken',
    safe: `${kept} Wat Loket niet nodig heeft, werkt gewoon.`,
    todo: 'Start Koppelwijzer opnieuw. Helpt dat niet, vraag dan je beheerder.',
  },
} satisfies Saying;
