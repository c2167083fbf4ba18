import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { tick } from 'svelte';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ok } from '../testing/samples';
import { setLanguage } from '../words';
import App from './App.svelte';
import { fetchScreen } from './screens';

const changeTextSize = vi.hoisted(() => vi.fn());
vi.mock('../host/bindings', async (original) => {
  const real = await original<{ commands: object }>();
  return { ...real, commands: { ...real.commands, changeTextSize } };
});

beforeAll(() => fetchScreen('help'));
beforeEach(() => {
  history.replaceState(null, '', '#/hulp');
});
afterEach(() => {
  cleanup();
  setLanguage('nl');
});

async function goTo(hash: string) {
  window.location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  await tick();
  await tick();
}

const heading = () => screen.getByRole('heading', { level: 1 });

describe('going from page to page', () => {
  test('the first page does not take the focus', async () => {
    render(App);
    await tick();
    expect(heading().textContent).toBe('Hulp en sneltoetsen');
    expect(document.activeElement).toBe(document.body);
    expect(document.title).toBe('Hulp en sneltoetsen - Koppelwijzer');
  });

  test('a page gone to takes the focus on its heading and names the window', async () => {
    render(App);
    await goTo('#/bestaat-niet');
    expect(document.activeElement).toBe(heading());
    expect(document.title).toBe('Deze pagina bestaat niet - Koppelwijzer');
    await goTo('#/hulp');
    expect(document.activeElement).toBe(heading());
    expect(document.title).toBe('Hulp en sneltoetsen - Koppelwijzer');
  });

  test('the skip link goes to the content and leaves the address alone', async () => {
    render(App);
    await userEvent.setup().click(screen.getByRole('link', { name: 'Naar de inhoud' }));
    expect(document.activeElement).toBe(screen.getByRole('main'));
    expect(window.location.hash).toBe('#/hulp');
  });

  test('the menu says where you are', () => {
    render(App);
    const menu = screen.getByLabelText('Hoofdmenu');
    const current = within(menu)
      .getAllByRole('link', { hidden: true })
      .filter((link) => link.hasAttribute('aria-current'));
    expect(current.map((link) => link.textContent.trim())).toEqual(['Hulp en sneltoetsen']);
  });
});

describe('keys that work everywhere', () => {
  test('Alt Left goes back', async () => {
    const back = vi.spyOn(history, 'back').mockImplementation(() => undefined);
    render(App);
    await userEvent.setup().keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(back).toHaveBeenCalledOnce();
  });

  test('Ctrl P prints', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    render(App);
    await userEvent.setup().keyboard('{Control>}p{/Control}');
    expect(print).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  test('the keys that reload are stopped, so that nothing half filled in is lost', () => {
    render(App);
    for (const key of [
      { key: 'F5' },
      { key: 'F5', ctrlKey: true },
      { key: 'r', ctrlKey: true },
      { key: 'R', ctrlKey: true, shiftKey: true },
      { key: 'r', metaKey: true },
    ]) {
      const event = new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      expect(event.defaultPrevented, JSON.stringify(key)).toBe(true);
    }
    const typed = new KeyboardEvent('keydown', { key: 'r', bubbles: true, cancelable: true });
    document.body.dispatchEvent(typed);
    expect(typed.defaultPrevented).toBe(false);
  });

  test('Ctrl plus, minus and 0 change the size of text', async () => {
    changeTextSize.mockReturnValue(ok(110));
    render(App);
    await userEvent.setup().keyboard('{Control>}+=-0{/Control}+');
    expect(changeTextSize.mock.calls.flat()).toEqual(['larger', 'larger', 'smaller', 'usual']);
  });
});

test('another language changes the page, the menu and the window', async () => {
  render(App);
  setLanguage('en');
  await tick();
  expect(heading().textContent).toBe('Help and keyboard shortcuts');
  expect(document.title).toBe('Help and keyboard shortcuts - Koppelwijzer');
  expect(document.documentElement.lang).toBe('en');
});

test('the help page has no fault that can be found by machine', async () => {
  render(App, { find: () => Promise.resolve([]) });
  await tick();
  const { violations } = await audit(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
