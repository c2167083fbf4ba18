import { screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { check, DOSSIER, ok, refused, stamp } from '../../dossier/fixture';
import { resetDossier, unmount, commands } from '../../dossier/testHost';
import { asId } from '../../testing/ids';
import { button, itemOf, show } from './testStep';

let dossier = resetDossier();
vi.mock('../../host/bindings', () => ({ commands: {} }));
vi.mock('../../host/progress', () => ({ progressTo: () => ({}) }));
vi.mock('../../host/host', () => import('../../dossier/testHost'));

beforeEach(() => {
  dossier = resetDossier();
});
afterEach(unmount);

const stands = (item: string) => itemOf(dossier, item);

describe('the password', () => {
  test('is made, copied and shown by the host; nothing of it is on the page', async () => {
    const user = await show('make-user');
    await user.click(button('Maak een wachtwoord'));
    expect(commands.makePassword).toHaveBeenCalledWith(DOSSIER, 'password');
    expect(await screen.findByText(/^Bewaard op de/)).toBeTruthy();
    await user.click(button('Kopieer wachtwoord'));
    expect(await screen.findByText(/Over 30 seconden/)).toBeTruthy();
    await user.click(button('Toon in een venster'));
    expect(commands.showPassword).toHaveBeenCalledWith(DOSSIER, 'password');
  });

  test('a typed one is hidden, goes to the host, and is gone from the page', async () => {
    const user = await show('make-user');
    await user.click(button('Typ zelf een wachtwoord'));
    const field = document.querySelector<HTMLInputElement>('input[type=password]');
    if (!field) throw new Error('no field');
    await user.type(field, 'Geheim-12345{Enter}');
    expect(commands.setPassword).toHaveBeenCalledWith(DOSSIER, 'password', 'Geheim-12345');
    await waitFor(() => expect(document.querySelector('input[type=password]')).toBeNull());
    expect(document.body.innerHTML).not.toContain('Geheim-12345');
    expect(commands.changes.completeStep).not.toHaveBeenCalled();
  });

  test('without a keychain it says so in place and offers this session', async () => {
    commands.makePassword.mockImplementationOnce(
      () => refused({ code: 'keychain', why: 'missing' }) as never,
    );
    const user = await show('make-user');
    await user.click(button('Maak een wachtwoord'));
    await user.click(await screen.findByRole('button', { name: 'Alleen deze sessie' }));
    expect(commands.useSessionOnly).toHaveBeenCalledOnce();
    await waitFor(() => expect(commands.makePassword).toHaveBeenCalledTimes(2));
  });

  test('what cannot be read goes only for a new one that was agreed to', async () => {
    stands('password').answer = { kind: 'kept' };
    commands.hasPassword.mockImplementationOnce(
      () => refused({ code: 'keychain', why: 'unreadable' }) as never,
    );
    const user = await show('make-user');
    expect(await screen.findByText(/is niet te lezen/)).toBeTruthy();
    await user.click(button('Maak een nieuw wachtwoord'));
    expect(commands.replacePassword).not.toHaveBeenCalled();
    const dialog = screen.getByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Maak een nieuw wachtwoord' }));
    expect(commands.replacePassword).toHaveBeenCalledWith(DOSSIER, 'password');
    expect(commands.makePassword).not.toHaveBeenCalled();
    expect(await screen.findByText(/^Bewaard op de/)).toBeTruthy();
  });

  test('forgetting asks first', async () => {
    stands('password').answer = { kind: 'kept' };
    const user = await show('make-user');
    await user.click(await screen.findByRole('button', { name: 'Verwijder het wachtwoord' }));
    expect(commands.forgetPassword).not.toHaveBeenCalled();
    const dialog = screen.getByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Verwijder het wachtwoord' }));
    expect(commands.forgetPassword).toHaveBeenCalledWith(DOSSIER, 'password');
    expect(await screen.findByText(/staat niet \(meer\)/)).toBeTruthy();
  });
});

describe('the line that decides about the password', () => {
  beforeEach(() => {
    dossier.handbook = structuredClone(dossier.handbook);
    const level = dossier.handbook.steps[0]?.items?.find(({ id }) => id === 'level');
    if (level?.ask.kind !== 'choice') throw new Error('the step has a choice');
    level.ask = { ...level.ask, removes: { secret: asId('password'), option: 'employer' } };
    stands('password').answer = { kind: 'kept' };
  });

  test('removes it, after asking, and answers itself', async () => {
    const user = await show('make-user');
    await user.click(screen.getByLabelText('Werkgever'));
    expect(commands.forgetPassword).not.toHaveBeenCalled();
    commands.forgetPassword.mockImplementationOnce(() => {
      stands('level').answer = { kind: 'value', value: { clear: 'employer' } };
      return ok(structuredClone(dossier.state));
    });
    const dialog = screen.getAllByRole('dialog').find((one) => (one as HTMLDialogElement).open);
    if (!dialog) throw new Error('it asks');
    await user.click(within(dialog).getByRole('button', { name: 'Verwijder het wachtwoord' }));
    expect(commands.forgetPassword).toHaveBeenCalledExactlyOnceWith(DOSSIER, 'password');
    expect(commands.changes.answerItem).not.toHaveBeenCalled();
    expect(screen.getByLabelText<HTMLInputElement>('Werkgever').checked).toBe(true);
  });

  test('stays unanswered when it is not removed', async () => {
    const user = await show('make-user');
    await user.click(screen.getByLabelText('Werkgever'));
    const dialog = screen.getAllByRole('dialog').find((one) => (one as HTMLDialogElement).open);
    if (!dialog) throw new Error('it asks');
    await user.click(within(dialog).getByRole('button', { name: 'Annuleren' }));
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLInputElement>('Werkgever').checked).toBe(false),
    );
    expect(commands.forgetPassword).not.toHaveBeenCalled();
    expect(commands.changes.answerItem).not.toHaveBeenCalled();
  });
});

/** When Loket was read, and how the page writes that. */
const READ = '2026-11-20T13:02:00Z';

test('a tick over a reason that it is not so is not taken, says why, and can be checked again at once', async () => {
  const went_on = { reason: { clear: 'Komt morgen' }, stamp };
  stands('is-new').check = check({ kind: 'unmet', lacks: [{ kind: 'noAccess' }] }, { went_on });
  commands.changes.answerItem.mockImplementationOnce(
    () => refused({ code: 'contradicted', item: asId('is-new'), read: READ }) as never,
  );
  const user = await show('make-user');
  await user.click(screen.getByLabelText('De gebruiker is nieuw'));
  const said = await screen.findByText(/Loket zegt dat dit niet zo is/);
  expect(screen.getByLabelText<HTMLInputElement>('De gebruiker is nieuw').checked).toBe(false);
  const line = said.closest<HTMLElement>('.line');
  if (!line) throw new Error('it stands at its line');
  expect(within(line).getByText(/Komt morgen$/)).toBeTruthy();
  await user.click(within(line).getByRole('button', { name: 'Controleer in Loket' }));
  expect(commands.checkDossier).toHaveBeenCalledOnce();
});

test('a tick that Loket contradicts is not taken: it says what Loket said and when, and both ways on', async () => {
  stands('is-new').check = check({ kind: 'unmet', lacks: [{ kind: 'noAccess' }] });
  commands.changes.answerItem.mockImplementationOnce(
    () => refused({ code: 'contradicted', item: asId('is-new'), read: READ }) as never,
  );
  const user = await show('make-user');
  await user.click(screen.getByLabelText('De gebruiker is nieuw'));
  const said = await screen.findByText('Loket zegt dat dit niet zo is (gelezen 20 november 14.02)');
  expect(screen.getByLabelText<HTMLInputElement>('De gebruiker is nieuw').checked).toBe(false);
  const line = said.closest<HTMLElement>('.line');
  if (!line) throw new Error('it stands at its line');
  expect(within(line).getByText('De gebruiker kan niet bij deze werkgever.')).toBeTruthy();
  expect(within(line).getByText(/Er is niets afgevinkt/)).toBeTruthy();
  expect(within(line).getByRole('button', { name: 'Controleer in Loket' })).toBeTruthy();
  await user.click(within(line).getByRole('button', { name: /^Toch doorgaan/ }));
  await user.type(within(line).getByLabelText(/Waarom ga je toch door/), 'Komt morgen');
  await user.click(within(line).getByRole('button', { name: 'Ga toch door' }));
  expect(commands.changes.goOn).toHaveBeenCalledExactlyOnceWith(DOSSIER, {
    kind: 'goOn',
    item: 'is-new',
    reason: 'Komt morgen',
  });
});
