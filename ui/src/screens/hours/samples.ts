/** Fictional runs of hours for tests: what the program would return. */
import { vi } from 'vitest';
import { noor } from '../../testing/samples';
import type {
  HoursColumnView,
  HoursFindingView,
  HoursRunChange,
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
