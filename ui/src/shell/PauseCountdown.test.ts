import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import RefusalNotice from './RefusalNotice.svelte';

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-30T10:42:00Z') }));
afterEach(() => vi.useRealTimers());

test('a pause that Loket asks for says when it goes on, and counts down', async () => {
  render(RefusalNotice, {
    refused: { code: 'loket', fault: { kind: 'paused', until: '2026-11-30T11:42:00Z' } },
  });
  expect(
    screen.getByText('Loket is even druk: probeer het opnieuw vanaf vandaag 12.42'),
  ).toBeTruthy();
  expect(screen.getByRole('timer').textContent).toBe('Nog 1:00:00.');
  await vi.advanceTimersByTimeAsync(61_000);
  await tick();
  expect(screen.getByRole('timer').textContent).toBe('Nog 58:59.');
  await vi.advanceTimersByTimeAsync(3_600_000);
  await tick();
  expect(screen.getByRole('timer').textContent).toBe('Je kunt het nu opnieuw proberen.');
});
