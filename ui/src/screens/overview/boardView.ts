import { boardSorts, type BoardSort } from './board';
import type { Query } from '../../shell/routes';

/** The statuses to filter by; waiting is one status, whoever is waited for. */
export const filterStatuses = ['notStarted', 'busy', 'waiting', 'problem', 'done'] as const;

/** The check results to filter by. */
export const checkFilters = ['failing', 'worsened', 'never'] as const;

/** The view of the board. Kept in the address, so that Back and bookmarks restore it. */
export interface BoardView {
  /** Id of a handbook; empty for all. */
  handbook: string;
  /** One of {@link filterStatuses}; empty for all. */
  status: string;
  /** One of {@link checkFilters}; empty for all. */
  check: string;
  /** Whom is waited for, as `partyKey` has it; empty for all. */
  party: string;
  /** Full name of whose it is: `colleagueOf`; empty for everybody. */
  colleague: string;
  sort: BoardSort;
  /** Descending. */
  down: boolean;
  view: 'list' | 'cross';
  /** Finished dossiers of earlier months too. */
  allDone: boolean;
}

/** How many filters are set. */
export function filterCount({ handbook, status, check, party, colleague }: BoardView): number {
  return [handbook, status, check, party, colleague].filter((one) => one !== '').length;
}

/** Parses the view from an address. Unknown values become the defaults. */
export function parseBoardView(query: Query): BoardView {
  const sort = boardSorts.find((known) => known === query.sorteer) ?? 'due';
  return {
    handbook: query.handboek ?? '',
    status: filterStatuses.find((known) => known === query.status) ?? '',
    check: checkFilters.find((known) => known === query.controle) ?? '',
    party: query.wacht ?? '',
    colleague: query.collega ?? '',
    sort,
    down: query.volgorde === 'af',
    view: query.weergave === 'werkgever' ? 'cross' : 'list',
    allDone: query.afgerond === 'alles',
  };
}

/** The view as a query; defaults are left out. */
export function boardViewQuery(choice: BoardView): Query {
  const all: Record<string, string> = {
    handboek: choice.handbook,
    status: choice.status,
    controle: choice.check,
    wacht: choice.party,
    collega: choice.colleague,
    sorteer: choice.sort === 'due' ? '' : choice.sort,
    volgorde: choice.down ? 'af' : '',
    weergave: choice.view === 'cross' ? 'werkgever' : '',
    afgerond: choice.allDone ? 'alles' : '',
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
