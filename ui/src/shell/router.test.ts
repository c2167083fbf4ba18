import { afterEach, expect, test, vi } from 'vitest';
import { currentLocation, replaceQuery, startRouter, takeHeadingFocus } from './router.svelte';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
  history.replaceState(null, '', '#/');
});

function goTo(hash: string) {
  window.location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

test('the heading of a late page leaves the focus to a reader who went on meanwhile', () => {
  const stop = startRouter();
  const search = document.body.appendChild(document.createElement('input'));
  goTo('#/werkgevers');
  search.focus();
  expect(takeHeadingFocus()).toBe(false);
  goTo('#/handboeken');
  expect(takeHeadingFocus()).toBe(true);
  expect(takeHeadingFocus()).toBe(false);
  stop();
});

test('a history that takes no more notes holds up no reader', () => {
  const stop = startRouter();
  vi.spyOn(history, 'replaceState').mockImplementation(() => {
    throw new DOMException('more than 100 times per 30 seconds', 'SecurityError');
  });
  goTo('#/werkgevers');
  expect(currentLocation().path).toBe('#/werkgevers');
  replaceQuery({ zoek: 'bakker' });
  expect(currentLocation().query).toEqual({ zoek: 'bakker' });
  stop();
});
