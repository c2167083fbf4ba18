import type { Words } from '../nl';
import { formatRecent } from '../dates';

const quoted = (messages: readonly string[]) =>
  messages.length === 0 ? '' : `Loket says: ${messages.join(' ')}`;
const mark = (id: string | null) =>
  id === null ? '' : ` Asking the help desk of Loket? Then mention reference ${id}.`;
const signInWords: Record<string, string> = {
  invalid_client: 'Check the client id and the client secret under Connection.',
  unauthorized_client: 'Ask Loket whether your client id may sign in the way Koppelwijzer does.',
  invalid_grant: 'The code was used already or ran out. Sign in again.',
  invalid_request:
    'Check under Connection that the return address is exactly as Loket registered it.',
  redirect_uri_mismatch:
    'Check under Connection that the return address is exactly as Loket registered it.',
  invalid_scope: 'Ask Loket which access goes with your client id.',
  server_error: 'Loket has a failure. Sign in again later.',
  temporarily_unavailable: 'Loket is not available for a moment. Sign in again later.',
  unreadable_answer: 'Sign in again later. If it stays like this, ask Loket for help.',
};
const signInAdvice = (code: string) =>
  signInWords[code] ??
  'Check under Connection that client id, secret and return address are as Loket gave them.';

const kept = 'What was read and filled in is still there.';
const nothingChanged = 'Nothing was changed in Loket.';

/** Words for each way in which Loket, or the way to it, does not give what was asked. */
export const loket: Words['errors']['loket'] = {
  notRegistered: {
    title: 'Koppelwijzer has no access to Loket yet',
    safe: 'Your handbooks and dossiers also work without it.',
    todo: 'Fill in the client id of your office under Connection.',
  },
  signedOut: {
    title: 'You are not signed in to Loket',
    safe: kept,
    todo: 'Sign in again under Connection.',
  },
  anotherUser: ({ user }) => ({
    title: `You are signed in as ${user === '' ? 'another user than the last time' : user}, and the last time it was somebody else`,
    safe: kept,
    todo: 'Say under Connection whether that is right, or sign in as another.',
  }),
  offline: ({ host, why }) => ({
    title: {
      noSuchHost: `${host} cannot be found`,
      unreachable: `${host} cannot be reached`,
      timedOut: `${host} does not answer in time`,
      sandbox: 'The practice Loket on this computer does not answer',
    }[why],
    safe: `${kept} You can simply go on.`,
    todo:
      why === 'sandbox'
        ? 'Close Koppelwijzer and open it again: the practice Loket then starts again.'
        : 'Check your internet connection and try again later.',
  }),
  insecure: ({ host }) => ({
    title: `The secure connection with ${host} failed`,
    safe: 'Nothing was sent.',
    todo: 'Is the clock of this computer right? Otherwise ask your administrator whether the network reads along.',
  }),
  proxy: {
    title: 'The proxy of your network wants a sign-in',
    safe: 'Nothing was sent.',
    todo: 'Sign in to the proxy, or ask your administrator to let Loket through.',
  },
  captivePortal: ({ host }) => ({
    title: 'A web page answers instead of Loket',
    safe: `The question to ${host} was sent, but the answer came from another page. Nothing of it was used.`,
    todo: 'Often it is the sign-in page of the network. Open your browser, sign in there and try again.',
  }),
  notPermitted: ({ activity }) => ({
    title: 'Loket does not permit this',
    safe: nothingChanged,
    todo: `A right, a product, or the activity ${activity} of the application is missing. Connection shows what is needed.`,
  }),
  vanished: {
    title: 'This is not in Loket any more',
    safe: 'What you saved here is still there.',
    todo: 'Read the employers from Loket again, or ask who removed it.',
  },
  conflict: ({ messages }) => ({
    title: 'Somebody else changed this in Loket meanwhile',
    safe: 'Nothing was written over.',
    todo: `Check again and see what is there now. ${quoted(messages)}`.trim(),
  }),
  rejected: ({ messages }) => ({
    title: 'Loket does not accept this',
    safe: nothingChanged,
    todo:
      messages.length === 0
        ? 'Loket does not say why. Try again later, or ask the help desk of Loket.'
        : `${quoted(messages)} Correct what Loket mentions and try again.`,
  }),
  paused: ({ until }) => ({
    title: `Loket asks for rest until ${formatRecent(until)}`,
    safe: 'What was read stays.',
    todo: 'Go on after that. Meanwhile you can simply work.',
  }),
  tooManyCalls: {
    title: 'Loket takes no more questions now',
    safe: 'What was read stays.',
    todo: 'Koppelwijzer waited and asked again. Loket does not say how long it takes. Try again later.',
  },
  signInFailed: {
    title: 'The sign-in server of Loket has a failure',
    safe: `You are still signed in. ${kept}`,
    todo: 'Try again in a few minutes.',
  },
  serverFault: ({ request_id }) => ({
    title: 'Loket has a failure',
    safe: kept,
    todo: `Try again later.${mark(request_id)}`,
  }),
  uncertain: {
    title: 'It is not certain whether Loket changed this',
    safe: 'Koppelwijzer does not do it once more by itself.',
    todo: 'First check again in Loket. Only then do you know whether it is still needed.',
  },
  changed: ({ activity, request_id }) => ({
    title: 'Loket answers in a form that this version does not know',
    safe: `${kept} What does not need Loket simply works.`,
    todo: `See whether there is a newer Koppelwijzer. It is about ${activity}.${mark(request_id)}`,
  }),
  listChanged: {
    title: 'The list changed twice while it was read',
    safe: 'No half list was kept.',
    todo: 'Try again in a moment, when nobody else works in it.',
  },
  tooLarge: ({ activity }) => ({
    title: 'The answer of Loket is too large to be true',
    safe: kept,
    todo: `Try again later. It is about ${activity}.`,
  }),
  signInRefused: ({ code }) => ({
    title: 'Loket does not accept the sign-in of Koppelwijzer',
    safe: kept,
    todo:
      code === 'unknown' ? signInAdvice(code) : `${signInAdvice(code)} Loket mentions: ${code}.`,
  }),
  denied: {
    title: 'The sign-in was refused on the page of Loket',
    safe: 'Nothing was read.',
    todo: 'Was that not what you wanted? Then sign in again.',
  },
  wrongState: {
    title: 'This belongs to another sign-in',
    safe: 'The sign-in still waits.',
    todo: 'Copy the address from the window that just opened for you.',
  },
  noCode: {
    title: 'There is no code in this',
    safe: 'The sign-in still waits.',
    todo: 'Copy the whole address from the address bar, after you agreed in Loket.',
  },
  timedOut: {
    title: 'You did not come back from the browser within five minutes',
    safe: kept,
    todo: 'Sign in again when it suits you.',
  },
  noRedirect: {
    title: 'None of the return addresses can be used',
    safe: kept,
    todo: 'Under Connection, fill in an address that Loket registered with your client id.',
  },
  portsTaken: ({ taken }) => ({
    title: 'Other programs use all return addresses',
    safe: 'The browser was not opened: another program would get the code.',
    todo: `It is about ${taken.length === 1 ? 'port' : 'the ports'} ${taken.map(({ port }) => String(port)).join(', ')}. Close the program that listens there, or fill in another registered address under Connection.`,
  }),
  stopped: {
    title: 'You stopped it',
    safe: 'What was read until then stays.',
    todo: 'Go on whenever you like.',
  },
  notLinked: ({ employer }) => ({
    title: `${employer} is not linked to an employer in Loket yet`,
    safe: 'The other employers simply go on.',
    todo: 'Read the employers from Loket, or fill in the Werkgever ID on the card.',
  }),
  noEmployers: {
    title: 'No employers were read from Loket yet',
    safe: kept,
    todo: 'First read the employers from Loket. You do that under Connection.',
  },
  previewChanged: {
    title: 'Meanwhile something is different in Loket',
    safe: nothingChanged,
    todo: 'Look again at what would change, and only then say yes.',
  },
  nothingToDo: {
    title: 'It is like this in Loket already',
    safe: nothingChanged,
    todo: 'Check again, then you also see it here.',
  },
  noEmployerUser: {
    title: 'From here this works only for a user of the employer itself',
    safe: nothingChanged,
    todo: 'Set the rights in Loket, at the team or the user of your office.',
  },
  notOffered: ({ name }) => ({
    title: `Loket does not offer ${name} here`,
    safe: nothingChanged,
    todo: 'See in Loket whether it has another name, or ask your contact at Loket.',
  }),
  busy: {
    title: 'Loket is being asked something already',
    safe: nothingChanged,
    todo: 'Wait until that is done, or stop it.',
  },
  noTransport: {
    title: 'This computer cannot make connections',
    safe: `${kept} What does not need Loket simply works.`,
    todo: 'Restart Koppelwijzer. If that does not help, ask your administrator.',
  },
};
