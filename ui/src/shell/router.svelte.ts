import { joinHash, parseRoute, splitHash, type Query, type Route } from './routes';

interface AppLocation {
  /** The address without its query: another one is another page. */
  path: string;
  route: Route | undefined;
  query: Query;
}

type FetchPage = (route: Route) => Promise<void> | undefined;

function locationAt(hash: string): AppLocation {
  return { ...splitHash(hash), route: parseRoute(hash) };
}

/** Before the first page is here. */
const NO_LOCATION: AppLocation = { path: '', route: undefined, query: {} };
let place = $state.raw(NO_LOCATION);
/** Where the reader is going: `place`, unless something of the page has to be fetched first. */
let pending = place;
let loading: Promise<void> | undefined;
/** Fetches what the page of a route is made of; nothing when all of it is here. Never rejects. */
let fetchPage: FetchPage = () => undefined;
/** The heading of a page that was gone to wants the focus; that of the first page does not. */
let headingWantsFocus = false;
/** What had the focus when the page was gone to. */
let held: Element | null = null;
/** Where each entry of the history was scrolled to, by its number. */
const scrolls: Record<number, number> = {};
let entry = 0;
let last = 0;

/** Where the reader is. */
export function currentLocation(): AppLocation {
  return place;
}

/** Goes to a link of this program, as a click on it would. */
export function goTo(href: string): void {
  window.location.hash = href.replace(/^#/, '');
}

/**
 * Notes something in the history. The web view takes a hundred of these in half a minute and refuses
 * the next; the reader, who types or goes on that fast, goes on without.
 */
function replaceHistoryState(state: unknown, hash?: string): void {
  try {
    history.replaceState(state, '', hash);
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
  }
}

/** Remembers something in the address without leaving the page: a filter, a way to look. */
export function replaceQuery(query: Query): void {
  // The address is that of the next page already.
  if (pending !== place) return;
  const hash = joinHash(place.path, query);
  replaceHistoryState(history.state, hash);
  place = pending = locationAt(hash);
}

/** Shows a place once its page is here; until then the one before stays. */
function showOnceLoaded(next: AppLocation): void {
  pending = next;
  const show = () => {
    if (pending === next) place = next;
  };
  loading = next.route && fetchPage(next.route)?.then(show);
  if (!loading) show();
}

/** When the page that was gone to last is shown. */
export async function navigationDone(): Promise<void> {
  await loading;
}

/** Whether the page was just gone to, so that its heading has to take the focus. Answers yes once. */
export function takeHeadingFocus(): boolean {
  const waits = headingWantsFocus;
  headingWantsFocus = false;
  const now = document.activeElement;
  // A reader who went on meanwhile, into the search box say, keeps the place.
  return waits && (now === held || now === document.body);
}

/** Brings the page to where it was when the reader left it; a page gone to anew starts at the top. */
export function restoreScroll(): void {
  window.scrollTo(0, scrolls[entry] ?? 0);
}

function numberOf(state: unknown): number | undefined {
  const number = (state as { entry?: unknown } | null)?.entry;
  return typeof number === 'number' ? number : undefined;
}

function onHashChange(): void {
  // Anchors within a page are jumps, not addresses; they never get here as such.
  if (!window.location.hash.startsWith('#/')) return;
  scrolls[entry] = window.scrollY;
  const known = numberOf(history.state);
  entry = known ?? ++last;
  if (known === undefined) replaceHistoryState({ entry });
  const next = locationAt(window.location.hash);
  headingWantsFocus = next.path !== place.path;
  held = document.activeElement;
  showOnceLoaded(next);
}

/**
 * Starts listening to the address; `fetch` gets what the page of a route is made of. Answers with what
 * stops it.
 */
export function startRouter(fetch: FetchPage = () => undefined): () => void {
  fetchPage = fetch;
  place = NO_LOCATION;
  history.scrollRestoration = 'manual';
  if (!window.location.hash.startsWith('#/')) history.replaceState(null, '', '#/');
  entry = numberOf(history.state) ?? 0;
  last = Math.max(last, entry);
  history.replaceState({ entry }, '');
  showOnceLoaded(locationAt(window.location.hash));
  window.addEventListener('hashchange', onHashChange);
  return () => window.removeEventListener('hashchange', onHashChange);
}
