import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftStore } from '../saving/draftStore';
import { Draft } from './draft.svelte';
import type { OpenedDossier } from './openedDossier.svelte';
import { asId } from '../testing/ids';

/** The saved value, as last returned by the program, and the saves that are still pending. */
let known = $state('');
let pending: { value: string; answer: (kept: boolean) => Promise<void> }[] = [];
let stop: () => void;
let open: () => void;
let draft: Draft<string>;
let drafts: DraftStore;
const { keepDraft } = vi.hoisted(() => ({
  keepDraft: vi.fn<(dossier: string | null, place: string, text: string) => unknown>(() =>
    Promise.resolve({ status: 'ok', data: null }),
  ),
}));
vi.mock('../host', () => ({ host: { keepDraft } }));

beforeEach(() => {
  known = '';
  pending = [];
  drafts = new DraftStore(asId('dossier'), {});
  const dossier = { edits: new Set(), drafts } as unknown as OpenedDossier;
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
  open = () => {
    stop = $effect.root(() => {
      draft = Draft.of(dossier, { known: () => known, save, place: 'answer/x' });
    });
    flushSync();
  };
  open();
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

/** The text that is on disk for this field; empty when there is none. */
const onDisk = () => keepDraft.mock.lastCall?.[2];

test('what is typed is on disk within half a second, and gone from there once it is saved', async () => {
  vi.useFakeTimers();
  draft.focus();
  draft.type('half');
  vi.advanceTimersByTime(150);
  draft.type('half a');
  await vi.advanceTimersByTimeAsync(100);
  expect(JSON.parse(onDisk() ?? '')).toEqual({ typed: 'half a', over: '""' });
  expect(pending).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  await pending[0]?.answer(true);
  await vi.advanceTimersByTimeAsync(500);
  expect(onDisk()).toBe('');
});

test('what was typed when the program ended is saved when the field is opened again', () => {
  stop();
  drafts.type('answer/x', JSON.stringify({ typed: 'before the end', over: '""' }));
  open();
  expect(draft.value).toBe('before the end');
  expect(pending.at(-1)?.value).toBe('before the end');
});

test('what was typed does not take the place of what was saved since', () => {
  stop();
  drafts.type('answer/x', JSON.stringify({ typed: 'before', over: '"something else"' }));
  open();
  expect(draft.value).toBe('');
  expect(drafts.read('answer/x')).toBeUndefined();
});
