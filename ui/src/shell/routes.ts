import type { DossierId, EmployerId, HandbookId, HoursRunId, StepId } from '../host';

/**
 * The addresses of the screens, after the `#`. The single source: parsing, links and the table of screens
 * derive from it.
 */
const patterns = {
  overview: '/',
  employers: '/werkgevers',
  // Before `employer`: the first match wins, and ids are never words.
  newEmployer: '/werkgevers/nieuw',
  employer: '/werkgevers/:id',
  editEmployer: '/werkgevers/:id/wijzigen',
  timeline: '/werkgevers/:id/tijdlijn',
  employees: '/werkgevers/:id/medewerkers',
  newDossier: '/nieuw',
  dossier: '/dossiers/:id',
  step: '/dossiers/:id/stap/:step',
  allSteps: '/dossiers/:id/alles',
  answers: '/dossiers/:id/controleren',
  finished: '/dossiers/:id/afgerond',
  history: '/dossiers/:id/geschiedenis',
  hours: '/uren',
  hoursRun: '/uren/:run',
  handbooks: '/handboeken',
  handbook: '/handboeken/:id',
  connection: '/verbinding',
  settings: '/instellingen',
  help: '/hulp',
} as const;

type Patterns = typeof patterns;

/** The name of a screen. */
export type RouteName = keyof Patterns;

/** What is named after each word of an address. */
interface IdAfter {
  werkgevers: EmployerId;
  dossiers: DossierId;
  stap: StepId;
  uren: HoursRunId;
  handboeken: HandbookId;
}

type ParametersOf<Path extends string> =
  Path extends `/${infer Word extends keyof IdAfter}/:${infer Rest}`
    ? Rest extends `${infer Name}/${infer Tail}`
      ? Record<Name, IdAfter[Word]> & ParametersOf<`/${Tail}`>
      : Record<Rest, IdAfter[Word]>
    : unknown;

/** A screen with what its address names: `{ name: 'step', id: …, step: … }`. */
export type RouteOf<Name extends RouteName> = { name: Name } & ParametersOf<Patterns[Name]>;

/** Any screen with its parameters. */
export type Route = { [Name in RouteName]: RouteOf<Name> }[RouteName];

/** The dossier whose page a route is; undefined for all other screens. */
export function dossierOf(route: Route): DossierId | undefined {
  const { id } = route as { id?: DossierId };
  return patterns[route.name].startsWith(patterns.dossier) ? id : undefined;
}

/** All screens, in the order of the menu. */
export const routeNames = Object.keys(patterns) as RouteName[];

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const value = decoded(given[index] ?? '');
    if (value === undefined) return undefined;
    if (want.startsWith(':')) found[want.slice(1)] = value;
    else if (want !== value) return undefined;
  }
  return found;
}

/**
 * The route of an address: `#/dossiers/7/stap/rights`. Undefined when there is none. Here and in `splitHash` a text
 * becomes an id; that there is such a dossier or step is not said by it.
 */
export function parseRoute(hash: string): Route | undefined {
  const path = hash.replace(/^#/, '').replace(/\?.*$/, '');
  for (const name of routeNames) {
    const parameters = match(patterns[name], path);
    if (parameters) return { ...parameters, name } as Route;
  }
  return undefined;
}

/** The query of a screen's address, after the `?`. */
export type Query = Readonly<Record<string, string>> & {
  readonly werkgever?: EmployerId;
  readonly handboek?: HandbookId;
  readonly stap?: StepId;
};

/** Splits an address into path and query. */
export function splitHash(hash: string): { path: string; query: Query } {
  const [path = '', query = ''] = hash.split('?', 2);
  return { path, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** Joins path and query; without a query there is no `?`. */
export function joinHash(path: string, query: Query = {}): string {
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The link to a screen, its parameters escaped. */
export function hrefTo(route: Route, query?: Query): string {
  const parameters: Record<string, string> = route;
  const path = patterns[route.name].replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(parameters[key] ?? ''),
  );
  return joinHash(`#${path}`, query);
}
