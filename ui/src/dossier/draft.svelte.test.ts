import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Draft } from './draft.svelte';
import type { OpenedDossier } from './openedDossier.svelte';

/** The saved value, as last returned by the program, and the saves that are still pending. */
let known = $state('');
let pending: { value: string; answer: (kept: boolean) => Promise<void> }[] = [];
let stop: () => void;
let draft: Draft<string>;

beforeEach(() => {
  known = '';
  pending = [];
  const dossier = { drafts: new Set() } as unknown as OpenedDossier;
  const save = (value: string) =>
    new Promise<boolean>((resolve) => {
      const answer = async (kept: boolean) => {
        if (kept) known = value;
        resolve(kept);
        flushSync();
        await Promise.resolve();
        await Promise.resolve();
      };
      pending.push({ value, answer });
    });
  stop = $effect.root(() => {
    draft = Draft.of(dossier, { known: () => known, save });
  });
  flushSync();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('an older answer does not take the place of what was chosen since', async () => {
  void draft.choose('first');
  void draft.choose('second');
  await pending[0]?.answer(true);
  expect(draft.value).toBe('second');
  await pending[1]?.answer(true);
  expect(draft.value).toBe('second');
  expect(known).toBe('second');
});

test('what is typed on stays while an older value is being kept', async () => {
  vi.useFakeTimers();
  draft.focus();
  draft.type('half');
  vi.advanceTimersByTime(2000);
  expect(pending.map(({ value }) => value)).toEqual(['half']);
  draft.type('half a word');
  await pending[0]?.answer(true);
  expect(draft.value).toBe('half a word');
});

test('a save that fails keeps the value, and it can be submitted again', async () => {
  const kept = draft.choose('first');
  await pending[0]?.answer(false);
  expect(await kept).toBe(false);
  expect(draft.value).toBe('first');
  void draft.flush();
  expect(pending).toHaveLength(2);
});

test('what changes elsewhere comes in while nobody edits', () => {
  known = 'from elsewhere';
  flushSync();
  expect(draft.value).toBe('from elsewhere');
  draft.focus();
  known = 'once more';
  flushSync();
  expect(draft.value).toBe('from elsewhere');
});
