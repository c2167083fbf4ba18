import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FileDrop, Settings as SettingsData } from '../../host';
import { watchFiles } from '../../shell/drops.svelte';
import { startProgram } from '../../shell/program.svelte';
import { startRouter } from '../../shell/router.svelte';
import { backup, ok, refused, settings, startup, summary } from '../../testing/samples';
import { setLanguage } from '../../words';
import licences from './licences.json';
import Settings from './Settings.svelte';

const heard = vi.hoisted(() => ({
  tell: undefined as ((drop: FileDrop) => void) | undefined,
}));
const commands = vi.hoisted(() => ({
  startup: vi.fn(),
  keepDraft: vi.fn<(dossier: string | null, place: string, text: string) => unknown>(() =>
    Promise.resolve({ status: 'ok', data: null }),
  ),
  saveSettings: vi.fn<(settings: SettingsData) => unknown>(),
  backups: vi.fn(),
  setAside: vi.fn(),
  removeSetAside: vi.fn(),
  makeBackup: vi.fn(),
  recordsNow: vi.fn(),
  restoreBackup: vi.fn(),
  finishedLongAgo: vi.fn(),
  removeFinished: vi.fn(),
  keychain: vi.fn(),
  retryKeychain: vi.fn(),
  setLanguage: vi.fn(),
  useSessionOnly: vi.fn(),
  importDossier: vi.fn(),
  importOpenedDossier: vi.fn(),
  watchDroppedFiles: (drops: typeof heard.tell) => {
    heard.tell = drops;
    return Promise.resolve({ status: 'ok', data: null });
  },
  openLogFolder: vi.fn(),
  newerVersions: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({
  channelTo: (tell: unknown) => tell,
  progressTo: (tell: unknown) => tell,
}));

let stop: () => void;
beforeEach(async () => {
  history.replaceState(null, '', '#/instellingen');
  stop = startRouter();
  commands.startup.mockReturnValue(ok(startup()));
  commands.saveSettings.mockImplementation((sent) => ok(sent));
  commands.setLanguage.mockImplementation((language: 'nl' | 'en') => ok(settings({ language })));
  commands.backups.mockReturnValue(
    ok([backup('one'), backup('two', { contents: null, unusable: { kind: 'damaged' } })]),
  );
  commands.setAside.mockReturnValue(ok(0));
  commands.finishedLongAgo.mockReturnValue(ok([]));
  commands.newerVersions.mockReturnValue(ok({ releases: null, updater: 'off' }));
  await startProgram();
});
afterEach(async () => {
  cleanup();
  // What was still typed is saved when the page is left.
  await new Promise((done) => setTimeout(done, 5));
  stop();
  setLanguage('nl');
  delete document.documentElement.dataset.theme;
  vi.resetAllMocks();
});

describe('each change is saved at once', () => {
  test('the language and the appearance show at once', async () => {
    render(Settings);
    const user = userEvent.setup();
    await user.click(screen.getByLabelText('English'));
    expect(commands.setLanguage).toHaveBeenCalledExactlyOnceWith('en');
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
    await user.click(screen.getByLabelText('Dark'));
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(commands.saveSettings).toHaveBeenLastCalledWith(
      settings({ language: 'en', appearance: 'dark' }),
    );
  });

  test('a tick is saved as it was ticked', async () => {
    render(Settings);
    const user = userEvent.setup();
    await user.click(screen.getByLabelText(/tweede collega/));
    expect(commands.saveSettings).toHaveBeenLastCalledWith(settings({ second_pair_of_eyes: true }));
    await user.click(screen.getByLabelText(/Herinner mij/));
    expect(commands.saveSettings).toHaveBeenLastCalledWith(
      settings({ second_pair_of_eyes: true, reminders: false }),
    );
  });

  test('a field that does not read is said beside it, and keeps no other from being saved', async () => {
    commands.saveSettings.mockReturnValueOnce(
      refused({ code: 'wrong', fields: [{ field: 'office_email', problem: 'notAnEmail' }] }),
    );
    render(Settings);
    const user = userEvent.setup();
    const email = screen.getByLabelText(/E-mail van je kantoor/);
    await user.clear(email);
    await user.type(email, 'geen adres');
    await user.tab();
    expect(await screen.findByText(/vul een e-mailadres in/)).toBeTruthy();
    expect(email).toHaveProperty('value', 'geen adres');
    await user.click(screen.getByLabelText(/alle stappen op één pagina/));
    expect(commands.saveSettings).toHaveBeenLastCalledWith(settings({ compact: true }));
  });

  test('a field that is left by pressing a button is saved after the press, which is then not lost', async () => {
    render(Settings);
    const user = userEvent.setup();
    const name = screen.getByLabelText(/^Naam van je kantoor/);
    await user.type(name, ' Noord');
    const pointer = (type: string) => window.dispatchEvent(new Event(type));
    pointer('pointerdown');
    await user.tab();
    expect(commands.saveSettings).not.toHaveBeenCalled();
    pointer('pointerup');
    await vi.waitFor(() => expect(commands.saveSettings).toHaveBeenCalledOnce());
  });

  test('a save that fails keeps what was typed, and can be tried again', async () => {
    commands.saveSettings.mockReturnValueOnce(refused({ code: 'notSaved', why: 'busy' }));
    render(Settings);
    const user = userEvent.setup();
    const name = screen.getByLabelText('Je naam');
    await user.type(name, ' - De Proef');
    await user.tab();
    expect((await screen.findByRole('alert')).textContent).toContain('Niet bewaard');
    expect(name).toHaveProperty('value', 'Noor Voorbeeld - De Proef');
    await user.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    expect(commands.saveSettings).toHaveBeenLastCalledWith(
      settings({ name: 'Noor Voorbeeld - De Proef' }),
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('backups', () => {
  test('one that cannot be read cannot be put back', async () => {
    render(Settings);
    expect(await screen.findByText('Niet te lezen')).toBeTruthy();
    expect(screen.getByText('10 werkgevers, 20 dossiers')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /Zet terug\s*: de back-up van/ })).toHaveLength(1);
  });

  test('damaged files that were set aside go after a yes', async () => {
    commands.setAside.mockReturnValue(ok(2));
    commands.removeSetAside.mockReturnValue(ok(2));
    render(Settings);
    const user = userEvent.setup();
    const button = { name: 'Verwijder wat apart is gezet' };
    await user.click(await screen.findByRole('button', button));
    expect(commands.removeSetAside).not.toHaveBeenCalled();
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', button));
    expect(commands.removeSetAside).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByText(/beschadigde bestanden/)).toBeNull());
  });

  test('one that cannot be used says why', async () => {
    const never = { contents: null };
    commands.backups.mockReturnValue(
      ok([
        backup('a', { ...never, unusable: { kind: 'altered' } }),
        backup('b', { ...never, unusable: { kind: 'otherEnvironment', environment: 'sandbox' } }),
      ]),
    );
    render(Settings);
    expect(
      await screen.findByText('Niet te gebruiken: buiten Koppelwijzer om veranderd'),
    ).toBeTruthy();
    expect(screen.getByText('Niet te gebruiken: van de omgeving oefenen')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Zet terug/ })).toBeNull();
  });

  test('what was removed since is said before a backup is put back', async () => {
    commands.recordsNow.mockReturnValue(ok({ employers: 11, dossiers: 22, events: 1234 }));
    commands.backups.mockReturnValue(ok([backup('one', { removed_again: 3 })]));
    render(Settings);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Zet terug\s*: de back-up van/ }));
    expect(await screen.findByText(/heb je later verwijderd. Die komen niet terug/)).toBeTruthy();
  });

  test('putting one back shows what is there now and what is in it, and asks', async () => {
    commands.recordsNow.mockReturnValue(ok({ employers: 11, dossiers: 22, events: 1234 }));
    commands.restoreBackup.mockReturnValue(ok(null));
    render(Settings);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Zet terug\s*: de back-up van/ }));
    const table = await screen.findByRole('table', { name: /Wat er nu staat/ });
    expect(within(table).getByRole('row', { name: 'Gebeurtenissen 1.234 300' })).toBeTruthy();
    expect(commands.restoreBackup).not.toHaveBeenCalled();
    commands.startup.mockReturnValue(ok(startup({ settings: settings({ language: 'en' }) })));
    await user.click(screen.getByRole('button', { name: 'Zet terug' }));
    expect(commands.restoreBackup).toHaveBeenCalledExactlyOnceWith('one');
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('one made now stands in the list', async () => {
    commands.makeBackup.mockReturnValue(ok([backup('new', { size: 300 }), backup('one')]));
    render(Settings);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Maak nu een back-up' }));
    expect(await screen.findByText('300 kB')).toBeTruthy();
  });
});

test('how long backups are kept is chosen', async () => {
  render(Settings);
  const months = await screen.findByLabelText<HTMLSelectElement>('Bewaar back-ups');
  expect(months.value).toBe('12');
  await userEvent.setup().selectOptions(months, '3');
  expect(commands.saveSettings).toHaveBeenLastCalledWith(settings({ backup_months: 3 }));
});

test('retention names what is older, and removes it only after asking', async () => {
  render(Settings);
  const user = userEvent.setup();
  const { short } = summary('x');
  commands.finishedLongAgo.mockReturnValue(
    ok([{ dossier: 'x', employer: 'Bakker', short, signed_off: '2018-03-02T10:00:00Z' }]),
  );
  await user.selectOptions(screen.getByLabelText('Bewaar afgeronde dossiers'), '7');
  expect(commands.saveSettings).toHaveBeenLastCalledWith(settings({ retention_years: 7 }));
  expect(await screen.findByText('a.s.r. werkgever, afgerond 2 maart 2018')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Verwijder dit dossier' }));
  expect(commands.removeFinished).not.toHaveBeenCalled();
  commands.removeFinished.mockReturnValue(ok(1));
  commands.finishedLongAgo.mockReturnValue(ok([]));
  const dialog = screen.getByRole('dialog', { name: '1 dossier verwijderen?' });
  await user.click(within(dialog).getByRole('button', { name: 'Verwijder dit dossier' }));
  expect(commands.removeFinished).toHaveBeenCalledOnce();
  expect(
    await screen.findByText('Er is geen dossier dat langer geleden is afgerond.'),
  ).toBeTruthy();
});

test('a locked keychain can be looked at again, or left for this session', async () => {
  commands.retryKeychain.mockReturnValue(
    ok({ state: 'locked', unsealed: false, key_computer: null }),
  );
  commands.useSessionOnly.mockReturnValue(
    ok({ state: 'sessionOnly', unsealed: false, key_computer: null }),
  );
  render(Settings);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Controleer opnieuw' }));
  expect(await screen.findByText(/De sleutelring is vergrendeld/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Alleen deze sessie' }));
  expect(await screen.findByText(/blijven alleen deze sessie bewaard/)).toBeTruthy();
  expect(screen.getByText(/Persoonsgegevens en notities kun je zo niet bewaren/)).toBeTruthy();
});

test('the log file is named, and its folder opens', async () => {
  commands.openLogFolder.mockReturnValue(ok(null));
  render(Settings);
  expect(screen.getByText('/home/noor/koppelwijzer/koppelwijzer.log')).toBeTruthy();
  expect(screen.getByText(/geen namen, nummers of bedragen/)).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Open de map' }));
  expect(commands.openLogFolder).toHaveBeenCalledOnce();
});

test('without a log file that is said', async () => {
  commands.startup.mockReturnValue(ok(startup({ log: null })));
  await startProgram();
  render(Settings);
  expect(screen.getByText(/Er is geen logbestand/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open de map' })).toBeNull();
});

test('every package of the program is named with its licence', async () => {
  render(Settings);
  const table = await screen.findByRole('table', { name: /met licentie/, hidden: true });
  const listed = table.textContent;
  const packages = Object.entries(licences);
  expect(packages.length).toBeGreaterThan(400);
  for (const [name, licence] of packages) {
    expect(listed).toContain(name);
    expect(listed).toContain(licence);
  }
  expect(listed).toContain('SQLite');
});

test('a dossier file that is none is said calmly; one that is opens', async () => {
  commands.importDossier.mockReturnValueOnce(refused({ code: 'notADossierFile' }));
  render(Settings);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Kies een dossierbestand' }));
  expect(await screen.findByText('Dit is geen dossierbestand')).toBeTruthy();
  commands.importDossier.mockReturnValueOnce(ok(summary('d9')));
  await user.click(screen.getByRole('button', { name: 'Kies een dossierbestand' }));
  expect(window.location.hash).toBe('#/dossiers/d9');
});

test('a dossier file that the system opened is taken over only when that is chosen', async () => {
  window.location.hash = '#/overzicht';
  watchFiles();
  heard.tell?.({ kind: 'opened', token: 7, name: 'Zomer.koppelwijzer' });
  await vi.waitFor(() => {
    expect(window.location.hash).toBe('#/instellingen?deel=import');
  });
  render(Settings);
  const user = userEvent.setup();
  expect(await screen.findByText(/Zomer.koppelwijzer is met Koppelwijzer geopend/)).toBeTruthy();
  expect(commands.importOpenedDossier).not.toHaveBeenCalled();
  commands.importOpenedDossier.mockReturnValueOnce(refused({ code: 'notADossierFile' }));
  await user.click(screen.getByRole('button', { name: 'Neem dit dossier over' }));
  expect(commands.importOpenedDossier).toHaveBeenCalledWith(7);
  expect(await screen.findByText('Dit is geen dossierbestand')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Neem dit dossier over' })).toBeNull();
});

test('has no fault that can be found by machine', async () => {
  const { container } = render(Settings);
  await screen.findByText('Niet te lezen');
  const { violations } = await audit(container, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
