import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boardRow, link, ok, packed, refused, settings, startup } from '../testing/samples';
import { setLanguage } from '../words';
import { find } from './find';
import Program from './Program.svelte';
import { forgetConnection, recordLoketRun } from './connection.svelte';
import { startProgram } from './program.svelte';

const commands = vi.hoisted(() => ({
  watchDroppedFiles: vi.fn(),
  startup: vi.fn(),
  keychain: vi.fn(),
  retryKeychain: vi.fn(),
  dismissNotice: vi.fn(),
  connection: vi.fn(),
  switchEnvironment: vi.fn(),
  readEmployers: vi.fn(),
  useSessionOnly: vi.fn(),
  useKeychain: vi.fn(),
  replaceLostKey: vi.fn(),
  search: vi.fn(),
  board: vi.fn(),
  hoursBoard: vi.fn(() => Promise.resolve({ status: 'ok', data: { runs: [], due: [] } })),
  handbooks: vi.fn(),
  copyText: vi.fn(),
}));
vi.mock('../host/bindings', () => ({ commands }));
vi.mock('../host/progress', () => ({
  channelTo: (tell: unknown) => tell,
  progressTo: (tell: unknown) => tell,
}));

const chain = (state: string) => ok({ state, unsealed: state === 'ready', key_computer: null });

beforeEach(() => {
  history.replaceState(null, '', '#/hulp');
  commands.startup.mockReturnValue(ok(startup()));
  commands.keychain.mockReturnValue(chain('ready'));
  commands.connection.mockReturnValue(ok(link()));
});
afterEach(() => {
  cleanup();
  setLanguage('nl');
  delete document.documentElement.dataset.theme;
  forgetConnection();
  vi.resetAllMocks();
});

describe('starting', () => {
  test('shows the screens by the settings, and who works here', async () => {
    const english = settings({ language: 'en', appearance: 'dark' });
    commands.startup.mockReturnValue(ok(startup({ settings: english })));
    render(Program);
    expect(await screen.findByText('Help and keyboard shortcuts', { selector: 'h1' })).toBeTruthy();
    expect(document.documentElement.dataset.theme).toBe('dark');
    expect(screen.getByText('Noor Voorbeeld')).toBeTruthy();
  });

  test('what a search finds leads to where it stands', async () => {
    const hit = { employer: 'e1', employer_name: 'Bakker', dossier: null, step: null, run: null };
    commands.search.mockReturnValue(
      ok([
        { ...hit, kind: 'employer', employer_name: '', title: 'Bakker' },
        { ...hit, kind: 'step', dossier: 'd1', step: 's1', title: 'Maak een gebruiker' },
        { ...hit, kind: 'note', dossier: 'd1', title: 'Bel maandag' },
        { ...hit, kind: 'hoursRun', run: 'r1', title: 'november 2026' },
        {
          ...hit,
          kind: 'dossier',
          employer: null,
          employer_name: '',
          dossier: 'k',
          title: 'a.s.r.',
        },
      ]),
    );
    await startProgram();
    const hits = await find('b');
    expect(hits.map(({ group, href, detail }) => [group, href, detail])).toEqual([
      ['employers', '#/werkgevers/e1', undefined],
      ['steps', '#/dossiers/d1/stap/s1', 'Bakker'],
      ['notes', '#/dossiers/d1', 'Bakker'],
      ['hours', '#/uren/r1', 'Bakker'],
      ['dossiers', '#/dossiers/k', 'Kantoor Voorbeeld'],
    ]);
    commands.search.mockReturnValue(refused({ code: 'unreadable' }));
    await expect(find('b')).rejects.toThrow('unreadable');
  });
});

describe('the strip', () => {
  test('a locked keychain is said calmly, with two ways on', async () => {
    commands.keychain.mockReturnValue(chain('locked'));
    render(Program);
    const strip = (await screen.findByText('De sleutelring is vergrendeld.')).closest('.strip');
    expect(strip).toBeTruthy();
    const inside = within(strip as HTMLElement);
    expect(inside.getByRole('button', { name: 'Opnieuw proberen' })).toBeTruthy();
    commands.useSessionOnly.mockReturnValue(chain('sessionOnly'));
    await userEvent.setup().click(inside.getByRole('button', { name: 'Alleen deze sessie' }));
    expect(
      await screen.findByText('Wachtwoorden blijven alleen deze sessie bewaard.'),
    ).toBeTruthy();
    commands.useKeychain.mockReturnValue(refused({ code: 'keychain', why: 'locked' }));
    await userEvent.setup().click(screen.getByRole('button', { name: 'Gebruik de sleutelring' }));
    expect(await screen.findByText(/Ontgrendel de sleutelring/)).toBeTruthy();
  });

  test('without a keychain it says what can be kept until closing, and what cannot and why', async () => {
    commands.keychain.mockReturnValue(chain('missing'));
    commands.retryKeychain.mockReturnValue(chain('ready'));
    render(Program);
    const means = await screen.findByText(/Persoonsgegevens en notities niet/);
    expect(means.textContent).toContain('nooit meer te lezen');
    expect(means.textContent).toContain('Wachtwoorden kun je bewaren tot je afsluit');
    await userEvent.setup().click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    expect(commands.retryKeychain).toHaveBeenCalledOnce();
    expect(commands.keychain).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(screen.queryByText(/geen sleutelring/)).toBeNull());
  });

  test('a lost key is replaced only after saying what stays closed', async () => {
    commands.keychain.mockReturnValue(chain('keyLost'));
    commands.replaceLostKey.mockReturnValue(chain('ready'));
    render(Program);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Maak een nieuwe sleutel' }));
    const dialog = screen.getByRole('dialog', { name: 'Een nieuwe sleutel maken?' });
    expect(within(dialog).getByText(/is voorgoed onleesbaar/)).toBeTruthy();
    expect(commands.replaceLostKey).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Maak een nieuwe sleutel' }));
    expect(commands.replaceLostKey).toHaveBeenCalledOnce();
    await vi.waitFor(() =>
      expect(screen.queryByText('De sleutel van je persoonsgegevens is niet gevonden.')).toBeNull(),
    );
  });

  test('a key that is on another computer is named with the way to go on', async () => {
    commands.keychain.mockReturnValue(
      ok({ state: 'keyLost', unsealed: false, key_computer: 'KANTOOR-3' }),
    );
    render(Program);
    const strip = await screen.findByText(/De sleutel staat op computer KANTOOR-3/);
    expect(strip.textContent).toContain('Open Koppelwijzer daar');
    expect(strip.textContent).toContain('importeer dat hier');
    expect(commands.replaceLostKey).not.toHaveBeenCalled();
  });

  test('that nothing can be saved goes before the keychain', async () => {
    commands.keychain.mockReturnValue(chain('locked'));
    commands.startup.mockReturnValue(
      ok(startup({ read_only: true, notices: [{ kind: 'readOnly', disk_full: true }] })),
    );
    render(Program);
    expect(await screen.findByText('Je kunt nu alleen lezen.')).toBeTruthy();
    expect(screen.getByText(/De schijf is vol/)).toBeTruthy();
    await vi.waitFor(() => expect(commands.keychain).toHaveBeenCalled());
    expect(screen.queryByText('De sleutelring is vergrendeld.')).toBeNull();
  });
});

test.each([
  ['onNetwork', 'Je gegevens staan op een andere computer', '\\\\server\\data'],
  ['networkProfile', /Windows-profiel staat op een server/, '\\\\server\\profiles$'],
  ['otherFolder', 'Er staan ook gegevens in een andere map', 'C:\\Users\\noor\\Roaming'],
] as const)('where the folder is, is said with its name: %s', async (kind, title, folder) => {
  commands.startup.mockReturnValue(ok(startup({ notices: [{ kind, folder }] })));
  render(Program);
  const notice = (await screen.findByText(title)).closest('.notices');
  expect(within(notice as HTMLElement).getByText(folder)).toBeTruthy();
});

test('what was lost with a damaged file is said on every page, until it is closed for good', async () => {
  const notice = {
    kind: 'restored' as const,
    lost_since: '2026-11-19T16:00:00Z',
    lost_until: null,
    set_aside: '/home/noor/oud.db',
  };
  commands.startup.mockReturnValue(ok(startup({ notices: [notice] })));
  commands.dismissNotice.mockReturnValueOnce(refused({ code: 'notSaved', why: 'busy' }));
  commands.dismissNotice.mockReturnValue(ok(startup()));
  commands.copyText.mockReturnValue(ok(null));
  render(Program);
  const user = userEvent.setup();
  expect(await screen.findByText(/Wat je na 19 november 17.00 invulde ontbreekt/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Kopieer /home/noor/oud.db' }));
  expect(commands.copyText).toHaveBeenCalledWith('/home/noor/oud.db');
  await user.click(screen.getByRole('button', { name: 'Begrepen' }));
  expect(await screen.findByText('Niet bewaard')).toBeTruthy();
  expect(screen.getByText(/invulde ontbreekt/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Begrepen' }));
  expect(commands.dismissNotice).toHaveBeenLastCalledWith(notice);
  expect(screen.queryByText(/invulde ontbreekt/)).toBeNull();
});

test('a page that fails is said, the frame stays, and it can be tried again', async () => {
  history.replaceState(null, '', '#/');
  // Not what the program would answer: the page breaks on it.
  const rows = [boardRow('b', 'Bakker')];
  const broken = packed({ rows, today: '2026-11-20', employers: 1 });
  commands.board.mockReturnValueOnce(
    ok({ ...broken, rows: broken.rows.map((row) => ({ ...row, status: null })) }),
  );
  render(Program);
  expect(await screen.findByText('Deze pagina kan niet worden getoond')).toBeTruthy();
  expect(screen.getByText(/^Voor wie het oplost: TypeError/)).toBeTruthy();
  expect(screen.getByLabelText('Hoofdmenu')).toBeTruthy();
  commands.board.mockReturnValue(ok(packed({ rows, today: '2026-11-20', employers: 1 })));
  await userEvent.setup().click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
  expect(await screen.findByRole('link', { name: 'Bakker' })).toBeTruthy();
});

describe('the environment', () => {
  // The keychain is asked a moment after the first screen; the test ends no sooner.
  afterEach(() => vi.waitFor(() => expect(commands.keychain).toHaveBeenCalled()));

  test('stands in the menu, the bar and the title of the real one, without a strip', async () => {
    render(Program);
    expect(await screen.findByText('Loket, productie')).toBeTruthy();
    expect(await screen.findByText(/^Gelezen 20 november/)).toBeTruthy();
    expect(screen.getByText('Productie')).toBeTruthy();
    expect(document.title).toBe('Hulp en sneltoetsen - Koppelwijzer, productie');
    expect(screen.queryByText('Je oefent.')).toBeNull();
  });

  test('practising is said in a strip, with the way out', async () => {
    commands.startup.mockReturnValue(ok(startup({ environment: 'sandbox' })));
    commands.board.mockReturnValue(ok(packed({ rows: [], today: '2026-11-20', employers: 0 })));
    commands.handbooks.mockReturnValue(ok([]));
    commands.switchEnvironment.mockReturnValue(ok(null));
    const reload = vi.spyOn(window.location, 'reload').mockReturnValue(undefined);
    render(Program);
    expect(await screen.findByText('Je oefent.')).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Stop met oefenen' }));
    expect(commands.switchEnvironment).toHaveBeenCalledExactlyOnceWith('production');
    expect(reload).toHaveBeenCalledOnce();
  });

  test('another strip still says first that one practises', async () => {
    commands.startup.mockReturnValue(ok(startup({ environment: 'acceptance', read_only: true })));
    render(Program);
    expect(await screen.findByText('Dit is acceptatie.')).toBeTruthy();
    expect(screen.getByText('Je kunt nu alleen lezen.')).toBeTruthy();
  });

  test('a sign-in that ended is said on every screen, with the way to sign in', async () => {
    commands.connection.mockReturnValue(
      ok(link({ session: { kind: 'ended', user: 'N. Voorbeeld' } })),
    );
    render(Program);
    expect(
      (await screen.findByRole('link', { name: 'Opnieuw aanmelden' })).getAttribute('href'),
    ).toBe('#/verbinding');
  });

  test('a run that could not reach Loket says since when, until one does', async () => {
    render(Program);
    await screen.findByText(/^Gelezen 20 november/);
    await recordLoketRun({
      code: 'loket',
      fault: { kind: 'offline', host: 'api.loket.nl', why: 'unreachable' },
    });
    expect(await screen.findByText('Offline, laatst gelezen 20 november 14.02.')).toBeTruthy();
    expect(screen.getByText(/^Offline sinds vandaag/)).toBeTruthy();
    expect(screen.queryByText(/oefen-Loket/)).toBeNull();
    await recordLoketRun(undefined);
    expect(await screen.findByText(/^Gelezen 20 november/)).toBeTruthy();
    expect(screen.queryByText(/^Offline/)).toBeNull();
  });

  test('while practising it is the practice Loket that does not answer, with what helps', async () => {
    commands.startup.mockReturnValue(ok(startup({ environment: 'sandbox' })));
    render(Program);
    await screen.findByText('Je oefent.');
    const fault = { kind: 'offline', host: '127.0.0.1', why: 'sandbox' } as const;
    await recordLoketRun({ code: 'loket', fault });
    await screen.findByText(/^Offline, laatst gelezen/);
    expect(
      screen.getByText(/Het oefen-Loket op deze computer antwoordt niet\. Sluit/),
    ).toBeTruthy();
    expect(screen.queryByText(/Alleen controleren in Loket kan even niet/)).toBeNull();
  });
});
