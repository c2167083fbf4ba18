import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Fixture from './CopyButton.fixture.svelte';
import { announce } from './announcer.svelte';

test('copying is said aloud, each time', async () => {
  const onCopy = vi.fn(() => undefined);
  render(Fixture, { onCopy });
  const user = userEvent.setup();
  const button = screen.getByRole('button', { name: 'Kopieer loonheffingennummer' });
  await user.click(button);
  expect(onCopy).toHaveBeenCalledOnce();
  const first = screen.getByRole('status').firstElementChild;
  expect(first?.textContent).toBe('Gekopieerd');
  await user.click(button);
  const second = screen.getByRole('status').firstElementChild;
  expect(second?.textContent).toBe('Gekopieerd');
  expect(second).not.toBe(first);
});

test('what failed is not called copied', async () => {
  announce('iets anders');
  render(Fixture, { onCopy: () => false });
  await userEvent.setup().click(screen.getByRole('button'));
  expect(screen.getByRole('status').textContent).toBe('iets anders');
});
