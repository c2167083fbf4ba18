import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tick } from 'svelte';
import { ok } from '../testing/samples';
import { run } from './run.svelte';
import RunProgress from './RunProgress.svelte';

const { stopRun } = vi.hoisted(() => ({ stopRun: vi.fn() }));
vi.mock('../host/bindings', () => ({ commands: { stopRun } }));
vi.mock('../host/progress', () => ({ progressTo: (tell: unknown) => tell }));

let end: () => void;

/** Starts a run that goes on until `end` is called. */
function begin() {
  const working = run.start(
    () =>
      new Promise<{ status: 'ok'; data: null }>(
        (resolve) => (end = () => resolve({ status: 'ok', data: null })),
      ),
  );
  return async () => {
    end();
    await working;
  };
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  stopRun.mockReturnValue(ok(null));
});
afterEach(() => vi.useRealTimers());

async function after(milliseconds: number) {
  await tick();
  await vi.advanceTimersByTimeAsync(milliseconds);
  await tick();
}

test('shows nothing at first, then what happens, then the counts', async () => {
  const finish = begin();
  render(RunProgress, { what: 'Bezig met lezen van werkgevers' });
  await after(200);
  expect(screen.getByRole('status')).toHaveProperty('textContent', '');
  expect(screen.queryByRole('button')).toBeNull();
  await after(200);
  expect(screen.getByRole('status').textContent).toBe('Bezig met lezen van werkgevers');
  expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy();
  run.progress = { done: 3, of: 14, now: 'Bakkerij', items: [20, 40], waiting: null };
  await after(2000);
  expect(screen.getByRole('progressbar', { name: '3 van 14' })).toBeTruthy();
  expect(screen.getByText('Bakkerij: onderdeel 20 van 40')).toBeTruthy();
  await finish();
  await after(10);
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(screen.getByRole('status').textContent).toBe('');
});

test('says what it waits for and counts the seconds down, outside the live region', async () => {
  const finish = begin();
  const { container } = render(RunProgress);
  await after(400);
  run.progress = {
    done: 0,
    of: null,
    now: null,
    items: null,
    waiting: { why: 'tooManyCalls', seconds: 20 },
  };
  await after(50);
  expect(container.textContent).toContain('Loket is even druk: nog 20 s');
  await after(3000);
  expect(container.textContent).toContain('Loket is even druk: nog 17 s');
  expect(screen.getByRole('status').textContent).toBe('Loket is even druk');
  await finish();
});

test('Stop asks once, and says that it stops', async () => {
  const finish = begin();
  render(RunProgress);
  await after(400);
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(stopRun).toHaveBeenCalledOnce();
  expect(screen.getByRole('status').textContent).toContain('Stoppen. Wat');
  await finish();
});

test('a last word after the end, and another run that is refused, change nothing', async () => {
  const progress = { done: 1, of: 3, now: 'Bakkerij', items: null, waiting: null };
  let tell: (report: typeof progress) => void = () => undefined;
  let answer: () => void = () => undefined;
  const working = run.start((channel) => {
    tell = channel as unknown as typeof tell;
    return new Promise<{ status: 'ok'; data: null }>(
      (resolve) => (answer = () => resolve({ status: 'ok', data: null })),
    );
  });
  tell(progress);
  const other = vi.fn();
  expect(await run.start(other)).toMatchObject({ error: { fault: { kind: 'busy' } } });
  expect(other).not.toHaveBeenCalled();
  expect(run.progress).toEqual(progress);
  answer();
  await working;
  tell({ ...progress, done: 2 });
  expect(run.busy).toBe(false);
  render(RunProgress);
  await after(3000);
  expect(screen.getByRole('status').textContent).toBe('');
  expect(screen.queryByRole('button')).toBeNull();
});
