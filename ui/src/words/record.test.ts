import { expect, test } from 'vitest';
import { fill, record, type WithoutSpare } from './record';

test('words that are of nothing do not compile', () => {
  const marks = { ...record.marks, lost: 'Kwijt' };
  const spare = { ...record, marks };
  // @ts-expect-error: nothing is called lost.
  const words: WithoutSpare<typeof spare> = spare;
  expect(words).toBe(spare);
  const group = { ...record, lost: marks };
  // @ts-expect-error: no group is called lost.
  const groups: WithoutSpare<typeof group> = group;
  expect(groups).toBe(group);
});

test('after a value that ends a sentence no colon or full stop follows', () => {
  expect(fill('{item}: {value}.', { item: 'Is het zo?', value: 'Ja' })).toBe('Is het zo? Ja.');
  expect(fill('Niet {values}. Wel.', { values: 'De Bakker B.V.' })).toBe(
    'Niet De Bakker B.V. Wel.',
  );
  expect(fill('{item}: {value}', { item: 'Naam', value: '{item}' })).toBe('Naam: {item}');
});
