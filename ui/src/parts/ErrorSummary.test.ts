import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, expect, test } from 'vitest';
import Fixture from './ErrorSummary.fixture.svelte';

const errors = [
  { id: 'contract', text: 'Vul het raamwerkcontractnummer in' },
  { id: 'thirteenth', text: 'Kies of er een 13e maand is' },
];

beforeEach(() => {
  document.title = 'Stap - Koppelwijzer';
  window.location.hash = '#/dossiers/1';
});

test('there is nothing to see without errors', () => {
  render(Fixture, { errors: [] });
  expect(screen.queryByText('Er is een probleem')).toBeNull();
  expect(document.title).toBe('Stap - Koppelwijzer');
});

test('it takes the focus, and the window says there is an error', async () => {
  const { rerender } = render(Fixture, { errors: [] });
  await rerender({ errors });
  await tick();
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Er is een probleem' }));
  expect(document.title).toBe('Fout: Stap - Koppelwijzer');
});

test('the same errors again take the focus again', async () => {
  const { rerender } = render(Fixture, { errors });
  screen.getByLabelText('Raamwerkcontractnummer').focus();
  await rerender({ errors: [...errors] });
  await tick();
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Er is een probleem' }));
  expect(document.title).toBe('Fout: Stap - Koppelwijzer');
});

test('each line goes to its field and leaves the address alone', async () => {
  render(Fixture, { errors });
  const user = userEvent.setup();
  await user.click(screen.getByRole('link', { name: 'Vul het raamwerkcontractnummer in' }));
  expect(document.activeElement).toBe(screen.getByLabelText('Raamwerkcontractnummer'));
  await user.click(screen.getByRole('link', { name: 'Kies of er een 13e maand is' }));
  expect(document.activeElement).toBe(screen.getByLabelText('Ja'));
  expect(window.location.hash).toBe('#/dossiers/1');
});

test('the same words stand beside the field, and the field refers to them', () => {
  render(Fixture, { errors });
  const input = screen.getByLabelText('Raamwerkcontractnummer');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(input.getAttribute('aria-describedby')).toBe(
    'contract-error contract-hint contract-origin',
  );
  expect(document.getElementById('contract-error')?.textContent.trim()).toBe(
    'Fout: Vul het raamwerkcontractnummer in',
  );
  const group = screen.getByRole('group', { name: '13e maand?' });
  expect(group.getAttribute('aria-describedby')).toBe('thirteenth-error');
  expect(within(group).getByText('Kies of er een 13e maand is')).toBeTruthy();
});

test('when it is mended the window has its own name again', async () => {
  const { rerender } = render(Fixture, { errors });
  await rerender({ errors: [] });
  await tick();
  expect(document.title).toBe('Stap - Koppelwijzer');
  expect(screen.getByLabelText('Raamwerkcontractnummer').getAttribute('aria-invalid')).toBeNull();
});
