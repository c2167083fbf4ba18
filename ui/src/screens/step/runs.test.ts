import { screen, within } from '@testing-library/svelte';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DOSSIER, refused } from '../../dossier/fixture';
import { commands, resetDossier, unmount } from '../../dossier/testHost';
import type { HoursRunId, RunFinding, ShownByRun } from '../../host';
import { asId } from '../../testing/ids';
import { itemOf, show } from './testStep';

let dossier = resetDossier();
vi.mock('../../host/bindings', () => ({ commands: {} }));
vi.mock('../../host/host', () => import('../../dossier/testHost'));

beforeEach(() => {
  dossier = resetDossier();
  history.replaceState(null, '', `#/dossiers/${DOSSIER}/stap/make-user`);
});
afterEach(unmount);

const LABEL = 'De gebruiker is nieuw';
const period = { year: 2026, kind: 'month', number: 11 } as const;
const source = { kind: 'hoursRun', run: asId<HoursRunId>('run-1'), period } as const;

/** What the run of November shows of the line to tick. */
function shown(finding: RunFinding, more: Partial<ShownByRun> = {}) {
  const origin = { source, at: '2026-11-20T13:02:00Z' };
  itemOf(dossier, 'is-new').run = { fact: 'reconciled', origin, on: null, finding, ...more };
}
const section = () => screen.getByRole('region', { name: `Gezien in de app: ${LABEL}` });

test('what a run shows says which period and since when, and is taken over with one press', async () => {
  shown({ kind: 'shown', answer: { kind: 'confirmed' }, counts: true });
  const user = await show('make-user');
  const seen = within(section());
  expect(seen.getByText(/^Uit de urenverwerking van november 2026, /)).toBeTruthy();
  expect(seen.getByText('De uren zijn teruggelezen uit Loket en gelijk.')).toBeTruthy();
  expect(seen.getByText('Met Doorgaan telt dit mee, ook zonder vinkje.')).toBeTruthy();
  expect(seen.getByRole('link').getAttribute('href')).toBe('#/uren/run-1');
  await user.click(seen.getByRole('button', { name: /^Neem over/ }));
  expect(commands.changes.takeFromRun.mock.calls[0]?.[1]).toEqual({
    kind: 'takeFromRun',
    item: 'is-new',
  });
  const { violations } = await audit(section());
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test('what was taken over stands with its origin and is offered no more', async () => {
  shown({ kind: 'shown', answer: { kind: 'confirmed' }, counts: true });
  const origin = { source, at: '2026-11-20T13:02:00Z' };
  Object.assign(itemOf(dossier, 'is-new'), { answer: { kind: 'confirmed' }, origin });
  await show('make-user');
  expect(screen.getAllByText(/^Uit de urenverwerking van november 2026, /)).toHaveLength(1);
  expect(screen.queryByRole('button', { name: /^Neem over/ })).toBeNull();
});

test('a tick that a run contradicts is not taken: what is different is said, and a reason goes on', async () => {
  shown({
    kind: 'contradicted',
    lacks: { kind: 'hoursDiffer', period, different: 1, missing: 2 },
  });
  commands.changes.answerItem.mockImplementationOnce(
    () =>
      refused({
        code: 'contradicted',
        item: asId('is-new'),
        read: '2026-11-20T13:02:00Z',
      }) as never,
  );
  const user = await show('make-user');
  await user.click(screen.getByLabelText(LABEL));
  expect((await screen.findByRole('alert')).textContent).toMatch(/^Er is niets afgevinkt/);
  expect(screen.getByLabelText<HTMLInputElement>(LABEL).checked).toBe(false);
  const said = 'Teruggelezen uit Loket van november 2026: 1 anders, 2 ontbreekt.';
  expect(section().textContent).toContain(said);
  expect(within(section()).queryByRole('button', { name: /^Neem over/ })).toBeNull();
  expect(within(section()).getByRole('button', { name: /^Toch doorgaan/ })).toBeTruthy();
});

test('what was chosen by a run is said in the words of the choice', async () => {
  itemOf(dossier, 'level').run = {
    fact: 'way',
    origin: { source, at: '2026-11-20T13:02:00Z' },
    on: null,
    finding: {
      kind: 'shown',
      answer: { kind: 'value', value: { clear: 'office' } },
      counts: true,
    },
  };
  await show('make-user');
  const seen = screen.getByRole('region', { name: 'Gezien in de app: Waar maak je hem?' });
  expect(within(seen).getByText('Zo ging het de laatste keer: Kantoor.')).toBeTruthy();
});

test('rows of a run that are not here are named before they are taken over', async () => {
  history.replaceState(null, '', `#/dossiers/${DOSSIER}/stap/collect`);
  const item = itemOf(dossier, 'directors');
  item.answer = { kind: 'rows', rows: [[{ clear: 'A' }, { clear: '1' }]], none: false };
  item.run = {
    fact: 'periods',
    origin: { source, at: '2026-11-20T13:02:00Z' },
    on: null,
    finding: {
      kind: 'shown',
      answer: {
        kind: 'rows',
        rows: [
          [{ clear: 'A' }, { clear: '1' }],
          [{ clear: 'B' }, { clear: '2' }],
        ],
        none: false,
      },
      counts: false,
    },
  };
  await show('collect');
  const seen = screen.getByRole('region', { name: /^Gezien in de app/ });
  expect(within(seen).getByText('1 regel ontbreekt hier of is anders:')).toBeTruthy();
  expect(
    within(seen)
      .getAllByRole('listitem')
      .map((row) => row.textContent),
  ).toEqual(['B, 2']);
});
