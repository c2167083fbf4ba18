/** Fictional data for tests: what the program would return. */
import type {
  Backup,
  Board,
  BoardRow,
  CatalogueEntry,
  ConnectionState,
  DossierStatus,
  Employer,
  PackedBoard,
  Settings,
  Startup,
  Summary,
  Week,
} from '../host';
import { asId } from './ids';

export const noor = { name: 'Noor Voorbeeld', initials: 'NV' };
export const sam = { name: 'Sam Proef', initials: 'SP' };

/** A dossier in one row; named after its id. */
export function summary(dossier: string, over: Partial<Summary> = {}): Summary {
  return {
    dossier: asId(dossier),
    handbook: asId('asr-werkgever'),
    short: { nl: 'a.s.r. werkgever', en: 'a.s.r. employer' },
    version: 1,
    employer: asId('e1'),
    status: { kind: 'busy' },
    since: '2026-11-12T09:00:00Z',
    next: { step: asId('make-user'), title: { nl: 'Maak een gebruiker', en: 'Make a user' } },
    done: 1,
    set_aside: 0,
    total: 12,
    due: null,
    changed: '2026-11-16T09:00:00Z',
    actor: noor,
    assigned: null,
    failing_lines: [],
    signed_off: null,
    ...over,
  };
}

/** A row of the board. */
export function boardRow(
  dossier: string,
  employer: string | null,
  over: Partial<Summary> = {},
): BoardRow {
  return { employer, summary: summary(dossier, over) };
}

/** A week in which nothing is due, waited for or worse. */
export const quietWeek: Week = {
  until: '2026-11-22',
  due: [],
  waits: [],
  worsened: [],
  finished: [],
};

/** The board as the program sends it: here every row has entries of its own in the lists. */
export function packed({
  rows,
  week = quietWeek,
  ...rest
}: Omit<Board, 'week'> & { week?: Week }): PackedBoard {
  const all = rows.map(({ summary }) => summary);
  return {
    books: all.map(({ handbook, short, version, total }) => ({ handbook, short, version, total })),
    of: rows.map(({ summary, employer }) => ({ id: summary.employer ?? asId(''), name: employer })),
    steps: all.map(({ next }) => next ?? { step: asId(''), title: { nl: '', en: '' } }),
    actors: [...all.map(({ actor }) => actor), ...all.map(({ assigned }) => assigned ?? noor)],
    rows: all.map((one, place) => ({
      ...{ dossier: one.dossier, book: place, of: one.employer === null ? null : place },
      ...{ status: one.status, since: one.since, next: one.next === null ? null : place },
      ...{ steps: [one.done, one.set_aside], due: one.due, changed: one.changed, actor: place },
      assigned: one.assigned ? all.length + place : null,
      checks: one.checked
        ? {
            ...{ failing: one.failing ?? 0, worsened: one.worsened ?? 0, checked: one.checked },
            lines: one.failing_lines ?? [],
          }
        : null,
      signed_off: one.signed_off,
    })),
    week,
    ...rest,
  };
}

export function waiting(on: string, since: string, due: string): DossierStatus {
  return { kind: 'waiting', on: { clear: on }, since, due };
}

export function employer(id: string, company_name: string, over: Partial<Employer> = {}): Employer {
  return {
    id: asId(id),
    company_name,
    employer_id: '3f2a9c10-1111-4222-8333-444455556666',
    employer_number: '1047',
    kvk: '12345678',
    email: 'salaris@bakkerij.example',
    administrations: [
      {
        name: '',
        payroll_taxes_number: '123456782L01',
        client_number: '12',
        payroll_period_type: 'month',
      },
    ],
    changed: '2026-11-18T13:02:00Z',
    ...over,
  };
}

export function settings(over: Partial<Settings> = {}): Settings {
  return {
    ...noor,
    office_name: 'Kantoor Voorbeeld',
    office_email: 'salaris@kantoor-voorbeeld.example',
    language: 'nl',
    appearance: 'system',
    second_pair_of_eyes: false,
    reminders: true,
    retention_years: null,
    backup_months: null,
    compact: false,
    ...over,
  };
}

export function startup(over: Partial<Startup> = {}): Startup {
  return {
    settings: settings(),
    drafts: {},
    notices: [],
    read_only: false,
    version: '0.1.0',
    today: '2026-11-20',
    folder: '/home/noor/koppelwijzer',
    log: '/home/noor/koppelwijzer/koppelwijzer.log',
    environment: 'production',
    ...over,
  };
}

/** A connection in production, signed in. */
export function link(over: Partial<ConnectionState> = {}): ConnectionState {
  return {
    environment: 'production',
    registration: {
      client_id: '3f2a9c10-aaaa-4222-8333-444455556666',
      has_secret: true,
      redirects: '',
      advised: [
        'http://127.0.0.1:49317/koppelwijzer',
        'http://127.0.0.1:49717/koppelwijzer',
        'http://127.0.0.1:50217/koppelwijzer',
      ],
      prefix: '',
    },
    session: {
      kind: 'signedIn',
      user: 'N. Voorbeeld',
      since: '2026-11-20T07:30:00Z',
      office: 'Kantoor Voorbeeld',
      instead_of: null,
    },
    session_only: false,
    employers_at: '2026-11-20T13:02:00Z',
    employers: 14,
    clock_difference: null,
    unfinished_since: null,
    ...over,
  };
}

export function book(id: string, over: Partial<CatalogueEntry> = {}): CatalogueEntry {
  return {
    id: asId(id),
    version: 1,
    title: { nl: 'Meld de werkgever aan bij a.s.r.', en: 'Sign up the employer with a.s.r.' },
    short: { nl: 'a.s.r. werkgever', en: 'a.s.r. employer' },
    partner: 'a.s.r.',
    summary: { nl: 'Met de salariskoppeling.', en: 'With the payroll coupling.' },
    scope: 'employer',
    generation: 'rest',
    sources: [
      { title: 'Handleiding', url: 'https://www.asr.nl/x', dated: '2016-08', read: '2026-11-02' },
    ],
    steps: 12,
    imported: false,
    versions: [1],
    ...over,
  };
}

/** The handbook that is done once, for the office. */
export const officeBook = book('asr-kantoor', {
  title: { nl: 'Meld je kantoor aan bij a.s.r.', en: 'Sign up your office with a.s.r.' },
  short: { nl: 'a.s.r. kantoor', en: 'a.s.r. office' },
  scope: 'office',
  generation: 'soap',
});

export function backup(name: string, over: Partial<Backup> = {}): Backup {
  return {
    name,
    at: '2026-11-19T16:00:00Z',
    contents: { employers: 10, dossiers: 20, events: 300 },
    unusable: null,
    removed_again: 0,
    size: 2048,
    ...over,
  };
}

/** The result of a command that succeeded. */
export function ok<Data>(data: Data): Promise<{ status: 'ok'; data: Data }> {
  return Promise.resolve({ status: 'ok', data });
}

/** The result of a command that was refused. */
export function refused<E>(error: E): Promise<{ status: 'error'; error: E }> {
  return Promise.resolve({ status: 'error', error });
}
