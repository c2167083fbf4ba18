import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '../words';
import { statusIcons } from './statusIcons';
import { statuses, verdicts, type StatusState } from './statuses';
import Status from './Status.svelte';

afterEach(() => setLanguage('nl'));

test.each<[StatusState, string]>([
  [{ name: 'notStarted' }, 'Nog niet begonnen'],
  [{ name: 'busy' }, 'Bezig'],
  [{ name: 'waiting', on: 'Keylane' }, 'Wacht op Keylane'],
  [{ name: 'done' }, 'Afgerond'],
  [{ name: 'cannotStart' }, 'Kan nog niet starten'],
  [{ name: 'problem' }, 'Er is een probleem'],
  [{ name: 'dependsOn' }, 'Hangt af van een keuze'],
  [{ name: 'ruledOut' }, 'Valt weg'],
  [{ name: 'notApplicable' }, 'Niet van toepassing'],
])('%o is said in words', (status, text) => {
  render(Status, { status });
  expect(screen.getByText(text)).toBeTruthy();
});

test('every status and verdict has its own shape', () => {
  const drawn = [...statuses, ...verdicts].map((name) => JSON.stringify(statusIcons[name]));
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('it can be a link', () => {
  render(Status, { status: { name: 'done' }, href: '#/dossiers/1' });
  expect(screen.getByRole('link', { name: 'Afgerond' }).getAttribute('href')).toBe('#/dossiers/1');
});

test('another language is shown at once', async () => {
  render(Status, { status: { name: 'waiting', on: 'Loket' } });
  setLanguage('en');
  await tick();
  expect(screen.getByText('Waiting for Loket')).toBeTruthy();
});
