import { expect, test } from 'vitest';
import type { OpenedDossier } from '../../dossier/openedDossier.svelte';
import type { Item } from '../../host';
import { sectionsOf } from './knownItems';

const line = (id: string, kind: 'field' | 'confirm' = 'field') =>
  ({ id, label: { nl: id, en: id }, ask: { kind } }) as Item;
const known = ['office', 'employer', 'tax', 'id'];
const items = [
  line('office'),
  line('employer'),
  line('contract'),
  line('tax'),
  line('agreed', 'confirm'),
  line('id'),
  line('away'),
];
const dossier = {
  unsaved: new Map(),
  item: (id: string) => ({
    ...{ applies: id !== 'away', answer: null, findings: [], check: null, in_loket: null },
    proposal: known.includes(id) ? { value: { clear: 'x' } } : null,
  }),
} as unknown as OpenedDossier;

const shown = (asked: boolean) =>
  sectionsOf(items, dossier, asked).map(({ known, items }) => [
    known,
    ...items.map(({ id }) => id as string),
  ]);

test('everything that is known is shown as known, in the order of the screen', () => {
  expect(shown(false)).toEqual([
    [true, 'office', 'employer'],
    [false, 'contract'],
    [true, 'tax'],
    [false, 'agreed'],
    [true, 'id'],
  ]);
});

test('once the reader changes something, all are fields', () => {
  expect(shown(true)).toEqual([[false, 'office', 'employer', 'contract', 'tax', 'agreed', 'id']]);
});
