import { joinHash, parseRoute, splitHash, type Query, type Route } from './routes';

interface AppLocation {
  /** The address without its query; another path is another page. */
  path: string;
  route: Route | undefined;
  query: Query;
}

type FetchPage = (route: Route) => Promise<void> | undefined;

function locationAt(hash: string): AppLocation {
  return { ...splitHash(hash), route: parseRoute(hash) };
}

/** Before the first page is loaded. */
const NO_LOCATION: AppLocation = { path: '', route: undefined, query: {} };
let current = $state.raw(NO_LOCATION);
/** The location navigated to: equal to `current`, unless the page has to be loaded first. */
let pending = current;
let loading: Promise<void> | undefined;
/** Loads the page of a route; undefined when it is loaded already. Never rejects. */
let fetchPage: FetchPage = () => undefined;
/** Whether the heading has to take the focus: after navigation, not on the first page. */
let headingWantsFocus = false;
/** What had the focus at the time of navigation. */
let held: Element | null = null;
/** The scroll position of each history entry, by its number. */
const scrolls: Record<number, number> = {};
let entry = 0;
let last = 0;

/** The current location. */
export function currentLocation(): AppLocation {
  return current;
}

/** Navigates to a link of this program, like a click on it. */
export function goTo(href: string): void {
  window.location.hash = href.replace(/^#/, '');
}

/**
 * Replaces the history state. The web view allows a hundred calls per half minute and throws on the next;
 * those are ignored.
 */
function replaceHistoryState(state: unknown, hash?: string): void {
  try {
    history.replaceState(state, '', hash);
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
  }
}

/** Replaces the query of the address without navigating: a filter, a view. */
export function replaceQuery(query: Query): void {
  // The address already belongs to the next page.
  if (pending !== current) return;
  const hash = joinHash(current.path, query);
  replaceHistoryState(history.state, hash);
  current = pending = locationAt(hash);
}

/** Shows a location once its page is loaded; until then the previous one stays. */
function showOnceLoaded(next: AppLocation): void {
  pending = next;
  const show = () => {
    if (pending === next) current = next;
  };
  loading = next.route && fetchPage(next.route)?.then(show);
  if (!loading) show();
}

/** Resolves when the last navigation is shown. */
export async function navigationDone(): Promise<void> {
  await loading;
}

/** Whether the heading has to take the focus after navigation. Returns true once. */
export function takeHeadingFocus(): boolean {
  const waits = headingWantsFocus;
  headingWantsFocus = false;
  const now = document.activeElement;
  // A user who moved the focus meanwhile, for example into the search box, keeps it.
  return waits && (now === held || now === document.body);
}

/** Restores the scroll position of a history entry; a new page starts at the top. */
export function restoreScroll(): void {
  window.scrollTo(0, scrolls[entry] ?? 0);
}

function numberOf(state: unknown): number | undefined {
  const number = (state as { entry?: unknown } | null)?.entry;
  return typeof number === 'number' ? number : undefined;
}

function onHashChange(): void {
  // In-page anchors are not routes.
  if (!window.location.hash.startsWith('#/')) return;
  scrolls[entry] = window.scrollY;
  const known = numberOf(history.state);
  entry = known ?? ++last;
  if (known === undefined) replaceHistoryState({ entry });
  const next = locationAt(window.location.hash);
  headingWantsFocus = next.path !== current.path;
  held = document.activeElement;
  showOnceLoaded(next);
}

/** Starts listening to the address; `fetch` loads the page of a route. Returns a function that stops it. */
export function startRouter(fetch: FetchPage = () => undefined): () => void {
  fetchPage = fetch;
  current = NO_LOCATION;
  history.scrollRestoration = 'manual';
  if (!window.location.hash.startsWith('#/')) history.replaceState(null, '', '#/');
  entry = numberOf(history.state) ?? 0;
  last = Math.max(last, entry);
  history.replaceState({ entry }, '');
  showOnceLoaded(locationAt(window.location.hash));
  window.addEventListener('hashchange', onHashChange);
  return () => window.removeEventListener('hashchange', onHashChange);
}
