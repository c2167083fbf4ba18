import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Fixture from './VirtualRows.fixture.svelte';

/** How far the page is scrolled: the list starts that much above the window. */
let scrolled = 0;

beforeEach(() => {
  scrolled = 0;
  window.innerHeight = 800;
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(
    () => new DOMRect(0, -scrolled, 600, 0),
  );
  vi.stubGlobal('requestAnimationFrame', (act: FrameRequestCallback) => {
    act(0);
    return 1;
  });
});
afterEach(() => vi.unstubAllGlobals());

async function scrollTo(position: number) {
  scrolled = position;
  document.dispatchEvent(new Event('scroll'));
  await tick();
}

const shown = () => screen.queryAllByRole('link').map((link) => link.textContent);
const indexes = () =>
  [...document.querySelectorAll('[aria-rowindex]')].map((row) => row.getAttribute('aria-rowindex'));

describe('a long list', () => {
  test('renders only what is in view, a little more on both sides', async () => {
    render(Fixture, { count: 2000 });
    await tick();
    expect(shown()[0]).toBe('r0');
    // 800 pixels of window and 480 ready below, in rows of 40.
    expect(shown()).toHaveLength((800 + 480) / 40 + 1);
  });

  test('follows the scrolling', async () => {
    render(Fixture, { count: 2000 });
    await scrollTo(40_000);
    expect(shown()[0]).toBe('r988');
    expect(shown()).toContain('r1000');
    expect(shown()).not.toContain('r0');
  });

  test('tells which row of how many each one is', async () => {
    render(Fixture, { count: 2000 });
    await scrollTo(40_000);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('2001');
    expect(indexes()[0]).toBe('990');
  });

  test('keeps the row that has the focus', async () => {
    render(Fixture, { count: 2000 });
    await tick();
    const link = screen.getByRole('link', { name: 'r2' });
    link.focus();
    await scrollTo(40_000);
    expect(document.activeElement).toBe(link);
    expect(shown()).toEqual(expect.arrayContaining(['r2', 'r1000']));
    link.blur();
    await tick();
    expect(shown()).not.toContain('r2');
  });

  test('is whole on paper', async () => {
    render(Fixture, { count: 300 });
    await tick();
    window.dispatchEvent(new Event('beforeprint'));
    expect(shown()).toHaveLength(300);
    window.dispatchEvent(new Event('afterprint'));
    await tick();
    expect(shown().length).toBeLessThan(100);
  });

  test('shows other rows when the items change', async () => {
    const { rerender } = render(Fixture, { count: 2000 });
    await scrollTo(40_000);
    await rerender({ count: 3 });
    await tick();
    expect(shown()).toContain('r2');
  });
});

test('a short list is simply there', async () => {
  render(Fixture, { count: 5 });
  await tick();
  expect(shown()).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
});
