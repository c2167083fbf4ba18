import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import App from '../shell/App.svelte';
import { fetchScreen } from '../shell/screens';
import { DOSSIER, refused } from './fixture';
import { resetDossier, unmount, commands } from './testHost';

vi.mock('../host/bindings', () => ({ commands: {} }));
vi.mock('../host/host', () => import('./testHost'));

beforeAll(async () => {
  await fetchScreen('answers');
  await fetchScreen('history');
});
beforeEach(() => {
  resetDossier();
  history.replaceState(null, '', `#/dossiers/${DOSSIER}/controleren`);
});
afterEach(unmount);

async function goTo(hash: string) {
  window.location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await tick();
}
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

test('a dossier is opened once for all of its pages, and another one anew', async () => {
  render(App);
  await heading('Controleer je antwoorden');
  await goTo(`#/dossiers/${DOSSIER}/geschiedenis`);
  await heading('Geschiedenis');
  expect(commands.openDossier.mock.calls).toEqual([[DOSSIER]]);
  await goTo('#/dossiers/another/geschiedenis');
  await waitFor(() => expect(commands.openDossier.mock.calls).toEqual([[DOSSIER], ['another']]));
});

test('what cannot be opened says why, and is tried again by hand and by going to another page', async () => {
  commands.openDossier.mockImplementation(() => refused({ code: 'notFound' }) as never);
  render(App);
  const again = await screen.findByRole('button', { name: 'Opnieuw proberen' });
  await userEvent.setup().click(again);
  await waitFor(() => expect(commands.openDossier).toHaveBeenCalledTimes(2));
  await screen.findByRole('button', { name: 'Opnieuw proberen' });
  await goTo(`#/dossiers/${DOSSIER}/geschiedenis`);
  await waitFor(() => expect(commands.openDossier).toHaveBeenCalledTimes(3));
});
