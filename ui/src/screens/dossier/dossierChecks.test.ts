import { cleanup, render, screen, within } from '@testing-library/svelte';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import DossierScreen from '../../dossier/DossierLayout.fixture.svelte';
import { check, DOSSIER, opened } from '../../dossier/fixture';
import { fakeCommands } from '../../dossier/fakeCommands';
import type { CheckState, ItemId } from '../../host';
import Dossier from './Dossier.svelte';
import { asId } from '../../testing/ids';

let dossier = opened();
type Commands = ReturnType<typeof fakeCommands>;

vi.mock('../../host/bindings', () => ({ commands: {} }));
vi.mock('../../host/progress', () => ({ progressTo: () => ({}) }));
const commands: Commands = fakeCommands(() => dossier);
vi.mock('../../host/host', () => ({
  host: new Proxy({}, { get: (_, name: string) => commands[name as keyof Commands] }),
}));

beforeEach(() => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  dossier = opened();
  for (const item of Object.values(dossier.state.items)) Object.assign(item, { check: null });
  history.replaceState(null, '', `#/dossiers/${DOSSIER}`);
});
afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  // What is being typed is saved when its control goes away.
  await new Promise((done) => setTimeout(done, 5));
});

function set(item: string, found: CheckState) {
  Object.assign(dossier.state.items[asId<ItemId>(item)] ?? {}, { check: found });
}
async function show() {
  const { container } = render(DossierScreen, {
    screen: Dossier,
    route: { name: 'dossier', id: DOSSIER },
  });
  await screen.findByRole('heading', { level: 1 });
  return container;
}

test('the sum stands there, with the way to the steps where something is off', async () => {
  set('is-new', check({ kind: 'met' }, { id: 'userIsStandard' }));
  set('rights', check({ kind: 'unmet', lacks: [{ kind: 'rightsMissing', rights: ['viewHrm'] }] }));
  const container = await show();
  const card = screen.getByRole('region', { name: 'Controle in Loket' });
  expect(within(card).getByText('1 klopt, 1 klopt niet.')).toBeTruthy();
  const links = within(card).getAllByRole('link');
  expect(links.map((one) => one.getAttribute('href'))).toEqual([
    `#/dossiers/${DOSSIER}/stap/make-user`,
  ]);
  expect(within(card).getByText(/^gelezen /)).toBeTruthy();
  expect(within(card).getByRole('button', { name: 'Controleer in Loket' })).toBeTruthy();
  const { violations } = await audit(container, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test('a dossier of which Loket can tell nothing has no such card', async () => {
  await show();
  expect(screen.queryByRole('region', { name: 'Controle in Loket' })).toBeNull();
});
