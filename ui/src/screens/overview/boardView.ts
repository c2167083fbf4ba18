import { boardSorts, type BoardSort } from './board';
import type { Query } from '../../shell/routes';

/** The status a reader filters by; waiting is one, on whomever. */
export const filterStatuses = ['notStarted', 'busy', 'waiting', 'problem', 'done'] as const;

/** What the checks in Loket found, as a reader filters by it. */
export const checkFilters = ['failing', 'worsened', 'never'] as const;

/** How the board is looked at. Remembered in the address, so that Back and a bookmark find it again. */
export interface BoardView {
  /** Id of a handbook; empty for all. */
  handbook: string;
  /** One of {@link filterStatuses}; empty for all. */
  status: string;
  /** One of {@link checkFilters}; empty for all. */
  check: string;
  /** Full name of who did something last; empty for everybody. */
  colleague: string;
  sort: BoardSort;
  /** Last first. */
  down: boolean;
  view: 'list' | 'cross';
  /** Finished dossiers of earlier months too. */
  allDone: boolean;
}

/** Reads the choice from an address. What is not known there is as it is at first. */
export function parseBoardView(query: Query): BoardView {
  const sort = boardSorts.find((known) => known === query.sorteer) ?? 'due';
  return {
    handbook: query.handboek ?? '',
    status: filterStatuses.find((known) => known === query.status) ?? '',
    check: checkFilters.find((known) => known === query.controle) ?? '',
    colleague: query.collega ?? '',
    sort,
    down: query.volgorde === 'af',
    view: query.weergave === 'werkgever' ? 'cross' : 'list',
    allDone: query.afgerond === 'alles',
  };
}

/** The choice as it stands in an address; what is as at first is left out. */
export function boardViewQuery(choice: BoardView): Query {
  const all: Record<string, string> = {
    handboek: choice.handbook,
    status: choice.status,
    controle: choice.check,
    collega: choice.colleague,
    sorteer: choice.sort === 'due' ? '' : choice.sort,
    volgorde: choice.down ? 'af' : '',
    weergave: choice.view === 'cross' ? 'werkgever' : '',
    afgerond: choice.allDone ? 'alles' : '',
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
