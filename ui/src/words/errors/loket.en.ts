import type { Words } from '../nl';
import { formatRecent } from '../dates';

const quoted = (messages: readonly string[]) =>
  messages.length === 0 ? '' : `Loket says: ${messages.join(' ')}`;
const mark = (id: string | null) =>
  id === null ? '' : ` If you ask the Loket help desk for help, mention reference ${id}.`;
const signInWords: Record<string, string> = {
  invalid_client: 'Check the client ID and the client secret under Connection.',
  unauthorized_client: 'Ask Loket whether your client ID may sign in the way Koppelwijzer does.',
  invalid_grant: 'The code was already used or has expired. Sign in again.',
  invalid_request:
    'Check under Connection that the return address is exactly as Loket registered it.',
  redirect_uri_mismatch:
    'Check under Connection that the return address is exactly as Loket registered it.',
  invalid_scope: 'Ask Loket which access belongs to your client ID.',
  server_error: 'Loket has a failure. Sign in again later.',
  temporarily_unavailable: 'Loket is temporarily unavailable. Sign in again later.',
  unreadable_answer: 'Sign in again later. If it stays like this, ask Loket for help.',
};
const signInAdvice = (code: string) =>
  signInWords[code] ??
  'Check under Connection that client ID, client secret and return address are as Loket gave them.';

const kept = 'What was read and filled in is still there.';
const nothingChanged = 'Nothing was changed in Loket.';

/** Words for each way in which Loket, or the way to it, does not give what was asked. */
export const loket: Words['errors']['loket'] = {
  notRegistered: {
    title: 'Koppelwijzer has no access to Loket yet',
    safe: 'Your handbooks and dossiers also work without it.',
    todo: 'Fill in the client ID of your office under Connection.',
  },
  signedOut: {
    title: 'You are not signed in to Loket',
    safe: kept,
    todo: 'Sign in again under Connection.',
  },
  anotherUser: ({ user }) => ({
    title: `You are signed in as ${user === '' ? 'another user than last time' : user}, and last time it was somebody else`,
    safe: kept,
    todo: 'Confirm under Connection that this is correct, or sign in as another user.',
  }),
  offline: ({ host, why }) => ({
    title: {
      noSuchHost: `${host} cannot be found`,
      unreachable: `${host} cannot be reached`,
      timedOut: `${host} does not answer in time`,
      sandbox: 'The practice Loket on this computer does not answer',
    }[why],
    safe: `${kept} You can keep working.`,
    todo:
      why === 'sandbox'
        ? 'Close Koppelwijzer and open it again: the practice Loket then starts again.'
        : 'Check your internet connection and try again later.',
  }),
  insecure: ({ host }) => ({
    title: `The secure connection with ${host} failed`,
    safe: 'Nothing was sent.',
    todo: 'Is the clock of this computer correct? If so, ask your administrator whether the network inspects the traffic.',
  }),
  proxy: {
    title: 'The proxy of your network asks for a sign-in',
    safe: 'Nothing was sent.',
    todo: 'Sign in to the proxy, or ask your administrator to let Loket through.',
  },
  captivePortal: ({ host }) => ({
    title: 'A web page answers instead of Loket',
    safe: `The question to ${host} was sent, but the answer came from another page. None of it was used.`,
    todo: 'Often it is the sign-in page of the network. Open your browser, sign in there and try again.',
  }),
  notPermitted: ({ activity }) => ({
    title: 'Loket does not permit this',
    safe: nothingChanged,
    todo: `A right, a product, or the activity ${activity} of the application is missing. Connection shows what is needed.`,
  }),
  vanished: {
    title: 'This was not found in Loket',
    safe: 'What you saved here is still there.',
    todo: 'Read the employers from Loket again, or ask who removed it.',
  },
  conflict: ({ messages }) => ({
    title: 'Somebody else changed this in Loket in the meantime',
    safe: 'Nothing was overwritten.',
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
    title: `Loket is busy: try again from ${formatRecent(until)}`,
    safe: 'What was read stays.',
    todo: 'You can keep working in the meantime.',
  }),
  tooManyCalls: {
    title: 'Loket accepts no more requests for now',
    safe: 'What was read stays.',
    todo: 'Koppelwijzer waited and tried again. Loket does not say how long it takes. Try again later.',
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
    safe: 'Koppelwijzer does not do it again by itself.',
    todo: 'First check again in Loket. Only then do you know whether it is still needed.',
  },
  changed: ({ activity, request_id }) => ({
    title: 'Loket answers in a form that this version does not know',
    safe: `${kept} What does not need Loket keeps working.`,
    todo: `See whether there is a newer Koppelwijzer. It is about ${activity}.${mark(request_id)}`,
  }),
  listChanged: {
    title: 'The list changed twice while it was being read',
    safe: 'No incomplete list was kept.',
    todo: 'Try again in a moment, when nobody else is working on it.',
  },
  tooLarge: ({ activity }) => ({
    title: 'The answer from Loket is unexpectedly large',
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
    safe: 'The sign-in is still waiting.',
    todo: 'Copy the address from the window that just opened for you.',
  },
  noCode: {
    title: 'There is no code in this',
    safe: 'The sign-in is still waiting.',
    todo: 'Copy the whole address from the address bar, after giving your consent in Loket.',
  },
  timedOut: {
    title: 'You did not come back from the browser within five minutes',
    safe: kept,
    todo: 'Sign in again when it suits you.',
  },
  noRedirect: {
    title: 'None of the return addresses can be used',
    safe: kept,
    todo: 'Under Connection, fill in an address that Loket registered with your client ID.',
  },
  portsTaken: ({ taken }) => ({
    title: 'Other programs use all return addresses',
    safe: 'The browser was not opened: another program would get the code.',
    todo: `It is about ${taken.length === 1 ? 'port' : 'the ports'} ${taken.map(({ port }) => String(port)).join(', ')}. Close the program that uses it, or fill in another registered address under Connection.`,
  }),
  stopped: {
    title: 'You stopped it',
    safe: 'What was read until then stays.',
    todo: 'Continue whenever you like.',
  },
  notLinked: ({ employer }) => ({
    title: `${employer} is not linked to an employer in Loket yet`,
    safe: 'The other employers are not affected.',
    todo: 'Read the employers from Loket, or fill in the Werkgever ID on the card.',
  }),
  noEmployers: {
    title: 'No employers have been read from Loket yet',
    safe: kept,
    todo: 'First read the employers from Loket. You do that under Connection.',
  },
  previewChanged: {
    title: 'Something has changed in Loket in the meantime',
    safe: nothingChanged,
    todo: 'Look again at what would change, and only then approve it.',
  },
  nothingToDo: {
    title: 'Loket already has it like this',
    safe: nothingChanged,
    todo: 'Check again to see it here too.',
  },
  noEmployerUser: {
    title: 'From here this is possible only for a user of the employer itself',
    safe: nothingChanged,
    todo: 'Set the rights in Loket, for the team or the user of your office.',
  },
  notOffered: ({ name }) => ({
    title: `Loket does not offer ${name} here`,
    safe: nothingChanged,
    todo: 'See in Loket whether it has another name, or ask your contact at Loket.',
  }),
  busy: {
    title: 'A request to Loket is already running',
    safe: nothingChanged,
    todo: 'Wait until that is done, or stop it.',
  },
  noTransport: {
    title: 'This computer cannot make connections',
    safe: `${kept} What does not need Loket keeps working.`,
    todo: 'Restart Koppelwijzer. If that does not help, ask your administrator.',
  },
};
