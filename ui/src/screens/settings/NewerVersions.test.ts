import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { NewerVersion, NewerVersions as Known, NotUpdated } from '../../host';
import { ok, refused } from '../../testing/samples';
import { setLanguage } from '../../words';
import NewerVersions from './NewerVersions.svelte';

const commands = vi.hoisted(() => ({
  newerVersions: vi.fn(),
  openReleases: vi.fn(),
  lookForNewerVersion: vi.fn(),
  installNewerVersion: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));

const RELEASES = 'https://example.com/office/koppelwijzer/releases/latest';
const NEWER: NewerVersion = { version: '0.2.0', notes: 'Uren gaan sneller.\n<b>Niet vet</b>' };

afterEach(() => {
  cleanup();
  setLanguage('nl');
  vi.resetAllMocks();
});

/** Shows the card of a program that was built with this. */
async function show(known: Partial<Known> = {}) {
  commands.newerVersions.mockReturnValue(ok({ releases: null, updater: 'off', ...known }));
  const shown = render(NewerVersions, { version: '0.1.0' });
  await screen.findByRole('heading', { name: 'Nieuwe versie' });
  return { ...shown, user: userEvent.setup() };
}

const look = { name: 'Zoek nieuwe versie' };
const install = { name: 'Installeer versie 0.2.0' };

describe('a program without an updater', () => {
  test('says whom to ask when it knows no page with versions', async () => {
    await show();
    expect(screen.getByText(/van wie Koppelwijzer voor je installeerde/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    expect(commands.lookForNewerVersion).not.toHaveBeenCalled();
  });

  test('shows where the newest version is, and opens that page outside', async () => {
    const { user } = await show({ releases: RELEASES });
    expect(screen.getByText(RELEASES)).toBeTruthy();
    expect(screen.getByText(/zoekt daar zelf niet/)).toBeTruthy();
    expect(screen.queryByRole('button', look)).toBeNull();
    commands.openReleases.mockReturnValueOnce(refused({ code: 'notOpened' }));
    const open = screen.getByRole('button', { name: 'Open de pagina met versies' });
    await user.click(open);
    expect(await screen.findByText('Openen of kopiëren lukte niet')).toBeTruthy();
    commands.openReleases.mockReturnValueOnce(ok(null));
    await user.click(open);
    await waitFor(() => expect(screen.queryByText('Openen of kopiëren lukte niet')).toBeNull());
  });
});

test.each([
  ['package', /met een pakket geïnstalleerd/],
  ['administrator', /komt van je beheerder/],
] as const)('%s: who brings a newer version is said, without a button', async (updater, said) => {
  await show({ updater });
  expect(screen.getByText(said)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

describe('a program with an updater', () => {
  test('looks nowhere without a press', async () => {
    await show({ updater: 'on', releases: RELEASES });
    expect(screen.getByText(/alleen naar een nieuwe versie als je op de knop drukt/)).toBeTruthy();
    expect(commands.lookForNewerVersion).not.toHaveBeenCalled();
    expect(commands.installNewerVersion).not.toHaveBeenCalled();
  });

  test('says that this is the newest version', async () => {
    const { user } = await show({ updater: 'on' });
    commands.lookForNewerVersion.mockReturnValue(ok(null));
    await user.click(screen.getByRole('button', look));
    expect(await screen.findByText('Je hebt de nieuwste versie: 0.1.0.')).toBeTruthy();
    expect(screen.queryByRole('button', install)).toBeNull();
  });

  test('shows a newer version with its notes as text, and installs it once', async () => {
    const { user, container } = await show({ updater: 'on' });
    commands.lookForNewerVersion.mockReturnValue(ok(NEWER));
    await user.click(screen.getByRole('button', look));
    expect(await screen.findByText('Versie 0.2.0 is er.')).toBeTruthy();
    expect(screen.getByText(/sluit Koppelwijzer/)).toBeTruthy();
    await user.click(screen.getByText('Wat er nieuw is'));
    expect(screen.getByText(/<b>Niet vet<\/b>/)).toBeTruthy();
    const { violations } = await audit(container, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);

    let done: (answer: unknown) => void = () => undefined;
    commands.installNewerVersion.mockReturnValue(new Promise((resolve) => (done = resolve)));
    const button = screen.getByRole('button', install);
    await user.click(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(await screen.findByText('Versie 0.2.0 downloaden en controleren')).toBeTruthy();
    await user.click(button);
    await user.click(screen.getByRole('button', look));
    done({ status: 'ok', data: null });
    expect(await screen.findByText(/sluit nu en opent met de nieuwe versie/)).toBeTruthy();
    expect(commands.installNewerVersion).toHaveBeenCalledOnce();
    expect(commands.lookForNewerVersion).toHaveBeenCalledOnce();
  });

  test('staying because of a change in Loket says nothing, and can be tried again', async () => {
    const { user } = await show({ updater: 'on' });
    commands.lookForNewerVersion.mockReturnValue(ok({ ...NEWER, notes: null }));
    commands.installNewerVersion.mockReturnValue(refused({ code: 'cancelled' }));
    await user.click(screen.getByRole('button', look));
    await user.click(await screen.findByRole('button', install));
    expect(screen.queryByText('Wat er nieuw is')).toBeNull();
    await waitFor(() =>
      expect(screen.getByRole('button', install).getAttribute('aria-disabled')).toBe('false'),
    );
    expect(screen.queryByText(/geïnstalleerd\. Deze versie/)).toBeNull();
  });

  test.each([
    ['notReached', 'De nieuwste versie is niet op te vragen'],
    ['notUnderstood', 'Welke versie de nieuwste is, is onbekend'],
    ['notForThisSystem', 'De nieuwe versie is er niet voor deze computer'],
  ] satisfies [NotUpdated, string][])(
    '%s: says why, and that nothing changed',
    async (why, said) => {
      const { user } = await show({ updater: 'on' });
      commands.lookForNewerVersion.mockReturnValue(refused({ code: 'notUpdated', why }));
      await user.click(screen.getByRole('button', look));
      expect(await screen.findByText(said)).toBeTruthy();
      expect(screen.getByText(/Er is niets geïnstalleerd/)).toBeTruthy();
      expect(screen.queryByRole('button', { name: /Installeer/ })).toBeNull();
    },
  );

  test.each([
    ['notSigned', 'De nieuwe versie is niet te vertrouwen'],
    ['notInstalled', 'De nieuwe versie kon niet worden geïnstalleerd'],
  ] satisfies [NotUpdated, string][])('%s: nothing was installed', async (why, said) => {
    const { user } = await show({ updater: 'on' });
    commands.lookForNewerVersion.mockReturnValue(ok(NEWER));
    commands.installNewerVersion.mockReturnValue(refused({ code: 'notUpdated', why }));
    await user.click(screen.getByRole('button', look));
    await user.click(await screen.findByRole('button', install));
    expect(await screen.findByText(said)).toBeTruthy();
    expect(screen.getByText(/Er is niets geïnstalleerd/)).toBeTruthy();
    expect(screen.queryByText(/sluit nu/)).toBeNull();
  });
});
