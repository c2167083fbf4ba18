import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { ok, refused, startup } from '../testing/samples';
import Program from './Program.svelte';

// A file of its own: the startup data is kept for as long as the page lives.
const commands = vi.hoisted(() => ({
  watchDroppedFiles: vi.fn(),
  startup: vi.fn(),
  keychain: vi.fn(),
  connection: vi.fn(),
}));
vi.mock('../host/bindings', () => ({ commands }));
vi.mock('../host/progress', () => ({
  channelTo: (tell: unknown) => tell,
  progressTo: (tell: unknown) => tell,
}));

const aWhile = () => new Promise((resolve) => setTimeout(resolve, 50));

test('a start that is refused can be tried again; the keychain is asked after the first screen', async () => {
  history.replaceState(null, '', '#/hulp');
  commands.connection.mockReturnValue(refused({ code: 'unreadable' }));
  commands.keychain.mockReturnValue(ok({ state: 'ready', unsealed: true, key_computer: null }));
  commands.startup.mockReturnValueOnce(refused({ code: 'unreadable' }));
  render(Program);
  expect(
    await screen.findByRole('heading', { name: 'Koppelwijzer kan niet beginnen' }),
  ).toBeTruthy();
  expect(screen.getByRole('alert').textContent).toContain('Er is niets gewijzigd of weggegooid.');

  let answer: (value: unknown) => void = () => undefined;
  commands.startup.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  await userEvent.setup().click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
  await aWhile();
  expect(commands.keychain).not.toHaveBeenCalled();

  answer({ status: 'ok', data: startup() });
  expect(await screen.findByRole('heading', { name: 'Hulp en sneltoetsen' })).toBeTruthy();
  await vi.waitFor(() => expect(commands.keychain).toHaveBeenCalledOnce());
});
