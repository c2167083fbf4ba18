import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import DossierScreen from '../../dossier/DossierLayout.fixture.svelte';
import { DOSSIER, refused } from '../../dossier/fixture';
import { commands, resetDossier, unmount } from '../../dossier/testHost';
import type { Finding, ItemId, StepId } from '../../host';
import Toaster from '../../parts/Toaster.svelte';
import { keysOf, type KeyedRows } from './lines/rows';
import Step from './Step.svelte';
import { asId } from '../../testing/ids';

let dossier = resetDossier();
vi.mock('../../host/bindings', () => ({ commands: {} }));
vi.mock('../../host/host', () => import('../../dossier/testHost'));

const people = Array.from({ length: 30 }, (_, index) => String(index + 1));

beforeEach(() => {
  dossier = resetDossier();
});
afterEach(unmount);

function mapping() {
  const found = dossier.state.items[asId<ItemId>('mapping')];
  if (!found) throw new Error('the step maps people');
  return found;
}
function mapped(rows: readonly (readonly [string, string])[]) {
  const cells = rows.map((row) => row.map((clear) => ({ clear })));
  mapping().answer = { kind: 'rows', rows: cells, none: false };
}
function inLoket(numbers: readonly string[]) {
  mapping().choices_in_loket = {
    at: '2026-11-20T13:02:00Z',
    column: 0,
    choices: numbers.map((value) => ({ value, name: { clear: `Persoon ${value}` } })),
  };
}
async function show() {
  render(DossierScreen, {
    screen: Step,
    route: { name: 'step', id: DOSSIER, step: asId<StepId>('collect') },
  });
  render(Toaster);
  await screen.findByRole('heading', { level: 1 });
  return userEvent.setup();
}
const table = () => screen.getByRole('table', { name: 'Wie hoort waar?' });
const select = (name: string) => within(table()).getByLabelText<HTMLSelectElement>(name);
function saved() {
  const answer = commands.changes.answerItem.mock.calls.at(-1)?.[1].answer;
  return answer?.kind === 'rows' ? answer.rows.map((row) => row.map(({ clear }) => clear)) : [];
}

test('people stand in a table with a head, by name where Loket was read', async () => {
  mapped(people.map((number) => [number, '']));
  inLoket(people);
  await show();
  const heads = within(table()).getAllByRole('columnheader');
  expect(heads.map((head) => head.textContent)).toEqual([
    'Nummer',
    'Wat je doet',
    'Wat je met de rij kunt doen',
  ]);
  expect(within(table()).getAllByRole('row')).toHaveLength(31);
  const chosen = select('Nummer, rij 14').selectedOptions[0];
  expect(chosen?.textContent).toBe('14 Persoon 14');
  const { violations } = await audit(table());
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test('who is to be mapped still, and who asks for something by hand, is there by name', async () => {
  mapped([['14', 'link']]);
  inLoket(['14', '15']);
  mapping().rows_in_loket = {
    at: '2026-11-20T13:02:00Z',
    missing: [[{ clear: '15' }, { clear: '' }]],
    differing: [],
    strange: [],
  };
  await show();
  expect(screen.getByText('15 Persoon 15', { selector: 'li > span' })).toBeTruthy();
  const notice = screen.getByText('Kijk het e-mailadres na:').parentElement;
  expect(notice?.textContent).toContain('Nummer 14 Persoon 14');
});

test('a number that Loket does not have is kept and said; without a reading it is typed', async () => {
  mapped([['99', 'add']]);
  inLoket(['14']);
  await show();
  expect(select('Nummer, rij 1').selectedOptions[0]?.textContent).toBe('99 (staat niet in Loket)');
  await unmount();
  mapping().choices_in_loket = null;
  const user = await show();
  await user.type(screen.getByLabelText('Nummer, rij 1'), '8');
  await user.tab();
  await waitFor(() => expect(saved()).toEqual([['998', 'add']]));
});

test('all rows get one choice with one press, and get back what they had', async () => {
  mapped([
    ['14', 'link'],
    ['15', ''],
    ['16', ''],
  ]);
  const user = await show();
  await user.selectOptions(screen.getByLabelText('Alle rijen'), 'Toevoegen');
  await user.click(screen.getByRole('button', { name: 'Zet overal' }));
  await waitFor(() =>
    expect(saved()).toEqual([
      ['14', 'add'],
      ['15', 'add'],
      ['16', 'add'],
    ]),
  );
  await user.click(screen.getByRole('button', { name: 'Maak ongedaan' }));
  await waitFor(() => expect(saved()[0]).toEqual(['14', 'link']));
});

test('a choice is filled down, and Ctrl D takes over the one above', async () => {
  mapped([
    ['14', 'add'],
    ['15', 'link'],
    ['16', ''],
    ['17', ''],
  ]);
  const user = await show();
  select('Wat je doet, rij 3').focus();
  await user.keyboard('{Control>}d{/Control}');
  await waitFor(() => expect(saved()[2]).toEqual(['16', 'link']));
  const down = 'Neem rij 1 over voor alle rijen eronder';
  await user.click(screen.getByRole('button', { name: down }));
  await waitFor(() => expect(saved().map(([, what]) => what)).toEqual(Array(4).fill('add')));
});

test('an error belongs to its row: it goes along, and sticks to no other row', async () => {
  mapped([
    ['14', 'add'],
    ['15', ''],
    ['16', 'add'],
  ]);
  const finding: Finding = {
    step: asId('collect'),
    item: asId('mapping'),
    row: 1,
    column: 'action',
    problem: { kind: 'value', problem: 'empty' },
  };
  commands.changes.completeStep.mockImplementationOnce(
    () => refused({ code: 'incomplete', findings: [finding] }) as never,
  );
  const user = await show();
  await user.keyboard('{Control>}{Enter}{/Control}');
  const wrong = () =>
    within(table())
      .getAllByRole('row')
      .flatMap((row, index) => (row.querySelector('[aria-invalid]') ? [index] : []));
  await waitFor(() => expect(wrong()).toEqual([2]));
  // The link of the summary leads to the control in that row.
  const summary = document.querySelector<HTMLElement>('.errors');
  if (!summary) throw new Error('what is wrong stands on top');
  const link = within(summary).getByRole('link');
  await user.click(link);
  expect(document.activeElement).toBe(select('Wat je doet, rij 2'));
  await user.click(screen.getByRole('button', { name: 'Haal rij 1 weg' }));
  await tick();
  expect(wrong(), 'it moved up with its row').toEqual([1]);
  await user.click(screen.getByRole('button', { name: 'Haal rij 1 weg' }));
  await tick();
  expect(wrong(), 'and went with it').toEqual([]);
  const group = screen.getByRole('group', { name: 'Wie hoort waar?' });
  await user.click(within(group).getByRole('button', { name: 'Voeg een rij toe' }));
  expect(wrong(), 'a new row has none').toEqual([]);
});

test('rows keep their keys wherever they go', () => {
  let last = 0;
  const fresh = () => (last += 1);
  let before: KeyedRows = { rows: [], keys: [] };
  const step = (...rows: string[]) => {
    const next = rows.map((cell) => [cell]);
    before = { rows: next, keys: keysOf(before, next, fresh) };
    return before.keys;
  };
  expect(step('a', 'b', 'c')).toEqual([1, 2, 3]);
  expect(step('a', 'c'), 'one is taken away').toEqual([1, 3]);
  expect(step('a', 'cc'), 'one is edited').toEqual([1, 3]);
  expect(step('a', 'cc', ''), 'one is added').toEqual([1, 3, 4]);
  expect(step('a', 'cc'), 'an empty one is left out').toEqual([1, 3]);
  expect(step('x', 'a', 'cc'), 'one comes before the others').toEqual([5, 1, 3]);
});
