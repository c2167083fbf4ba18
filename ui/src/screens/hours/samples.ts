/** Fictional runs of hours for tests: what the program would return. */
import { vi } from 'vitest';
import { asId } from '../../testing/ids';
import { noor } from '../../testing/samples';
import type {
  HoursColumnView,
  HoursFileView,
  HoursFindingView,
  HoursRunView,
  HoursRunChange,
  LoketDataView,
  MappingRow,
  PlaceView,
  TotalRow,
} from '../../host';

/** A text that is the same in both languages. */
export const text = (nl: string, en = nl) => ({ nl, en });

export const stamp = { actor: noor, at: '2026-11-20T13:02:00Z' };

export function rowsAt(...rows: number[]): PlaceView[] {
  return rows.map((row) => ({ sheet: '', row, cell: null }));
}

export function column(head: string, over: Partial<HoursColumnView> = {}): HoursColumnView {
  return {
    head,
    letters: head,
    role: 'notUsed',
    reason: text('niets zegt wat dit is'),
    format: null,
    choice: { unit: null, decimal: null, thousands: null },
    dropped: false,
    ...over,
  };
}

export function finding(key: string, over: Partial<HoursFindingView> = {}): HoursFindingView {
  const places = over.places ?? rowsAt(44);
  return {
    key,
    kind: 'negative',
    level: 'error',
    text: text('Negatieve uren.', 'Negative hours.'),
    places,
    count: places.length,
    people: [],
    waysOut: [],
    acknowledged: null,
    ...over,
  };
}

export function mappingRow(name: string, over: Partial<MappingRow> = {}): MappingRow {
  return {
    name,
    fileName: null,
    loketName: null,
    rows: 3,
    choice: null,
    source: null,
    stamp: null,
    proposal: null,
    open: true,
    ...over,
  };
}

export function total(component: number, over: Partial<TotalRow> = {}): TotalRow {
  return {
    component,
    description: null,
    now: '0',
    previous: null,
    difference: null,
    percent: null,
    remarkable: false,
    ...over,
  };
}

/** Takes changes, each of which is saved. */
export const changes = () => vi.fn((change: HoursRunChange) => Promise.resolve(Boolean(change)));

/** A run of November that just began. */
export function runView(over: Partial<HoursRunView> = {}): HoursRunView {
  return {
    id: asId('r1'),
    employer: asId('e1'),
    employerName: 'Café De Proef',
    administration: { clientNumber: 395, name: 'Winkel', payrollTaxesNumber: '111222333L01' },
    period: {
      period: { year: 2026, kind: 'month', number: 11 },
      id: 202611,
      first: '2026-11-01',
      last: '2026-11-30',
      words: text('november 2026', 'November 2026'),
    },
    status: 'noFile',
    options: { numbers: null, departments: 'notUsed', profile: 'loket-2015', warnFromPercent: 25 },
    knownFile: null,
    made: [],
    uploaded: null,
    processed: null,
    signedOff: null,
    notes: [],
    undoable: null,
    history: [],
    sending: null,
    sent: null,
    compared: null,
    typed: null,
    totals: [],
    previous: null,
    sealed: false,
    authenticity: { kind: 'unknown' },
    ...over,
  } as HoursRunView;
}

/** Loket, of which nothing was read. */
export const notRead: LoketDataView = { read: null, parts: [] };

/** Its file, with one error and a column that was not read. */
export function fileView(over: Partial<HoursFileView> = {}): HoursFileView {
  return {
    name: 'uren-november.csv',
    kind: 'text',
    sha256: 'a',
    rows: 64,
    people: 2,
    peopleFound: 2,
    layoutSource: { kind: 'guessed' },
    sheets: [],
    columns: [
      column('Persnr', { role: 'person' }),
      column('BSN', { role: 'dropped', dropped: true }),
      column('Uren', { role: 'amount' }),
    ],
    headRow: 1,
    headRows: 1,
    clockTimes: { possible: false, used: false, rules: [] },
    joinsCodes: null,
    preview: [],
    questions: [],
    peopleMapping: [mappingRow('12', { open: false })],
    codeMapping: [mappingRow('NORM')],
    departmentMapping: [],
    shiftMapping: [],
    departments: 0,
    choices: {
      components: null,
      costCenters: null,
      distributionUnits: null,
      shifts: null,
      employments: null,
    },
    findings: [finding('a')],
    totals: [total(2, { now: '8' })],
    controlTotal: { ...total(0), component: null, now: '8' },
    stops: [{ kind: 'errors', text: text('1 fout'), count: 1 }],
    upload: {
      administration: 395,
      file: 'uren-395-2026-11.csv',
      year: 2026,
      period: 11,
      distributionUnits: false,
    },
    leftOut: [],
    split: false,
    ownAdministration: null,
    ...over,
  };
}
