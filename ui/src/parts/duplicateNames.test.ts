import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import ChangeList from '../checks/ChangeList.svelte';
import CheckList from '../checks/CheckList.svelte';
import type { ItemId } from '../host';
import { asId } from '../testing/ids';
import Facts from './Facts.svelte';

// Names come from people and from Loket: two may be the same, and that is no reason for a page to fail.

test('two facts by one name, as of two administrations that are called the same', () => {
  const term = 'Loonheffingennummer van Winkel';
  const facts = [
    { term, value: '111111110L01' },
    { term, value: '111222333L01' },
  ];
  render(Facts, { facts });
  expect(screen.getAllByText(term)).toHaveLength(2);
  expect(screen.getByText('111222333L01')).toBeTruthy();
});

test('two notes with the same words', () => {
  const notes = ['Mogelijk: Versleuteld', 'Mogelijk: Versleuteld'];
  const result = {
    id: asId<ItemId>('a'),
    verdict: 'unmet',
    what: 'Dit klopt niet.',
    notes,
  } as const;
  render(CheckList, { id: 'checks', results: [result] });
  expect(screen.getAllByText('Mogelijk: Versleuteld')).toHaveLength(2);
});

test('two products by one name', () => {
  render(ChangeList, { title: 'Gaat aan', names: ['Verlof', 'Verlof'] });
  expect(screen.getAllByText('Verlof')).toHaveLength(2);
});
