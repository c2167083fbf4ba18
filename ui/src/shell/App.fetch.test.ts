import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from './App.svelte';
import { goToWithToast } from './goToWithToast';
import { currentLocation } from './router.svelte';

vi.mock('../screens/employers/Employers.svelte', () => {
  throw new Error('not to be had');
});

beforeEach(() => history.replaceState(null, '', '#/bestaat-niet'));
afterEach(cleanup);

const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const NOWHERE = 'Deze pagina bestaat niet';

test('the page stays until the next one was fetched, and that takes the focus', async () => {
  render(App);
  window.location.hash = '#/hulp';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  expect(heading()).toBe(NOWHERE);
  expect(currentLocation().path).toBe('#/bestaat-niet');
  const next = await screen.findByRole('heading', { name: 'Hulp en sneltoetsen' });
  expect(document.activeElement).toBe(next);
});

test('of two pages gone to at once, the last one is shown', async () => {
  render(App);
  for (const hash of ['#/hulp', '#/geen', '#/ook-niet']) {
    window.location.hash = hash;
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
  await vi.dynamicImportSettled();
  expect([heading(), currentLocation().path]).toEqual([NOWHERE, '#/ook-niet']);
});

test('what is said with a page is said once that page is there', async () => {
  render(App);
  goToWithToast('#/handboeken', 'Het is gedaan');
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  expect(await screen.findByText('Het is gedaan', { selector: '.toast p' })).toBeTruthy();
  expect(currentLocation().path).toBe('#/handboeken');
});

test('a page that cannot be fetched is said, with a way to start anew', async () => {
  const reload = vi.spyOn(window.location, 'reload').mockReturnValue(undefined);
  render(App);
  window.location.hash = '#/werkgevers';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  expect(await screen.findByText('Deze pagina kan niet worden getoond')).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
  expect(reload).toHaveBeenCalledOnce();
});
