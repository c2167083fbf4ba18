import type { LoketFault } from '../../host';
import { formatRecent } from '../dates';
import type { RefusalText } from './nl';

/** What Loket answered in words of its own, behind a general advice. */
const quoted = (messages: readonly string[]) =>
  messages.length === 0 ? '' : `Loket zegt: ${messages.join(' ')}`;
const mark = (id: string | null) =>
  id === null ? '' : ` Vraag je de helpdesk van Loket om hulp? Noem dan kenmerk ${id}.`;
/** What to do about an error word of OAuth. */
const signInWords: Record<string, string> = {
  invalid_client: 'Controleer bij Verbinding het client ID en het client secret.',
  unauthorized_client: 'Vraag Loket of je client ID mag aanmelden zoals Koppelwijzer dat doet.',
  invalid_grant: 'De code was al gebruikt of verlopen. Meld je opnieuw aan.',
  invalid_request:
    'Controleer bij Verbinding of het terugkeeradres precies is zoals Loket het registreerde.',
  redirect_uri_mismatch:
    'Controleer bij Verbinding of het terugkeeradres precies is zoals Loket het registreerde.',
  invalid_scope: 'Vraag Loket welke toegang bij je client ID hoort.',
  server_error: 'Loket heeft een storing. Meld je later opnieuw aan.',
  temporarily_unavailable: 'Loket is even niet beschikbaar. Meld je later opnieuw aan.',
  unreadable_answer: 'Meld je later opnieuw aan. Blijft het zo, vraag dan Loket om hulp.',
};
const signInAdvice = (code: string) =>
  signInWords[code] ??
  'Controleer bij Verbinding of client ID, client secret en terugkeeradres zijn zoals Loket ze gaf.';

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
    todo: 'Vul bij Verbinding het client ID van je kantoor in.',
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
    title: 'Een webpagina antwoordt in plaats van Loket',
    safe: `De vraag aan ${host} is verstuurd, maar het antwoord kwam van een andere pagina. Er is niets van gebruikt.`,
    todo: 'Vaak is het de aanmeldpagina van het netwerk. Open je browser, meld je daar aan en probeer het opnieuw.',
  }),
  notPermitted: ({ activity }) => ({
    title: 'Loket staat dit niet toe',
    safe: nothingChanged,
    todo: `Er ontbreekt een recht, een product, of de activiteit ${activity} bij de applicatie. Bij Verbinding zie je wat er nodig is.`,
  }),
  vanished: {
    title: 'Dit is niet gevonden in Loket',
    safe: 'Wat je hier bewaarde, staat er nog.',
    todo: 'Lees de werkgevers opnieuw uit Loket, of vraag wie het verwijderde.',
  },
  conflict: ({ messages }) => ({
    title: 'Iemand anders wijzigde dit intussen in Loket',
    safe: 'Er is niets overschreven.',
    todo: `Controleer opnieuw en kijk wat er nu staat. ${quoted(messages)}`.trim(),
  }),
  rejected: ({ messages }) => ({
    title: 'Loket neemt dit niet aan',
    safe: nothingChanged,
    todo:
      messages.length === 0
        ? 'Loket zegt niet waarom. Probeer het later opnieuw, of vraag de helpdesk van Loket.'
        : `${quoted(messages)} Verbeter wat Loket noemt en probeer het opnieuw.`,
  }),
  paused: ({ until }) => ({
    title: `Loket is even druk: probeer het opnieuw vanaf ${formatRecent(until)}`,
    safe: 'Wat gelezen is, blijft bewaard.',
    todo: 'Intussen werk je gewoon door.',
  }),
  tooManyCalls: {
    title: 'Loket neemt nu geen vragen meer aan',
    safe: 'Wat gelezen is, blijft bewaard.',
    todo: 'Koppelwijzer wachtte al en probeerde het opnieuw. Loket zegt niet hoelang het duurt. Probeer het later opnieuw.',
  },
  signInFailed: {
    title: 'De aanmeldserver van Loket heeft een storing',
    safe: `Je bent nog aangemeld. ${kept}`,
    todo: 'Probeer het over een paar minuten opnieuw.',
  },
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
    title: 'Het antwoord van Loket is onverwacht groot',
    safe: kept,
    todo: `Probeer het later opnieuw. Het gaat om ${activity}.`,
  }),
  signInRefused: ({ code }) => ({
    title: 'Loket neemt de aanmelding van Koppelwijzer niet aan',
    safe: kept,
    todo: code === 'unknown' ? signInAdvice(code) : `${signInAdvice(code)} Loket noemt: ${code}.`,
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
    todo: 'Vul bij Verbinding een adres in dat Loket bij je client ID registreerde.',
  },
  portsTaken: ({ taken }) => ({
    title: 'Andere programma’s gebruiken alle terugkeeradressen',
    safe: 'De browser is niet geopend: een ander programma zou de code krijgen.',
    todo: `Het gaat om ${taken.length === 1 ? 'poort' : 'de poorten'} ${taken.map(({ port }) => String(port)).join(', ')}. Sluit het programma dat daar luistert, of vul bij Verbinding een ander geregistreerd adres in.`,
  }),
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
    todo: 'Bekijk opnieuw wat er zou wijzigen, en geef dan pas akkoord.',
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
