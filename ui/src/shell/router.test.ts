import { afterEach, expect, test } from 'vitest';
import { startRouter, takeHeading } from './router.svelte';

afterEach(() => {
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
  expect(takeHeading()).toBe(false);
  goTo('#/handboeken');
  expect(takeHeading()).toBe(true);
  expect(takeHeading()).toBe(false);
  stop();
});
