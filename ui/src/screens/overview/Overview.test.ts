import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toast } from '../../parts/toast.svelte';
import { runKeychainCommand, settings as kept, startProgram } from '../../shell/program.svelte';
import { startRouter } from '../../shell/router.svelte';
import {
  boardRow,
  packed,
  book,
  ok,
  officeBook,
  refused,
  settings,
  startup,
  waiting,
} from '../../testing/samples';
import { setLanguage } from '../../words';
import Overview from './Overview.svelte';
import { asId } from '../../testing/ids';

const commands = vi.hoisted(() => ({
  startup: vi.fn(),
  keychain: vi.fn(),
  keepDraft: vi.fn<(dossier: string | null, place: string, text: string) => unknown>(() =>
    Promise.resolve({ status: 'ok', data: null }),
  ),
  board: vi.fn(),
  hoursBoard: vi.fn(() => Promise.resolve({ status: 'ok', data: { runs: [], due: [] } })),
  connection: vi.fn(),
  checkSelection: vi.fn(),
  handbooks: vi.fn(),
  saveFile: vi.fn(),
  saveSettings: vi.fn(),
  setLanguage: vi.fn(),
  importDossier: vi.fn(),
  switchEnvironment: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({ progressTo: () => ({}) }));

const rows = [
  boardRow('b', 'Bakker', { due: '2026-12-01' }),
  boardRow('a', 'Aannemer', { employer: asId('e2'), due: '2026-11-24' }),
  boardRow('w', 'Wasserij', {
    employer: asId('e3'),
    status: waiting('Loket', '2026-11-10', '2026-11-19'),
  }),
  boardRow('d', 'Drukker', {
    employer: asId('e4'),
    status: { kind: 'done' },
    next: null,
    signed_off: '2026-03-14T10:00:00Z',
  }),
];
const connection = (unfinished_since: string | null = null) => ok({ unfinished_since });
const board = (over = {}) => ok(packed({ rows, today: '2026-11-20', employers: 4, ...over }));

let stop: () => void;
beforeEach(async () => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  history.replaceState(null, '', '#/');
  stop = startRouter();
  commands.startup.mockReturnValue(ok(startup()));
  commands.board.mockReturnValue(board());
  commands.connection.mockReturnValue(connection());
  commands.handbooks.mockReturnValue(ok([book('asr-werkgever'), officeBook]));
  await startProgram();
});
afterEach(() => {
  cleanup();
  stop();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const rowTexts = () =>
  screen.getAllByRole('rowheader').map((head) => head.textContent.replace(/\s+/g, ' ').trim());

test('whom a dossier waits for is shown once the keychain is open', async () => {
  const sealed = waiting('', '2026-11-10', '2026-11-19');
  if (sealed.kind === 'waiting') sealed.on = { sealed: 'v1.x' };
  commands.board.mockReturnValueOnce(
    board({ rows: [boardRow('w', 'Wasserij', { employer: asId('e3'), status: sealed })] }),
  );
  render(Overview);
  expect(await screen.findByText(/Wacht op versleuteld/i)).toBeTruthy();
  expect(commands.board).toHaveBeenCalledOnce();
  commands.keychain.mockReturnValue(ok({ state: 'ready' }));
  await runKeychainCommand('keychain');
  expect(await screen.findByText('Wacht op Loket')).toBeTruthy();
  expect(commands.board).toHaveBeenCalledTimes(2);
});

describe('checking all dossiers', () => {
  const checked = { dossiers: 3, fine: 1, worsened: [], failing: [], reasons: [], skipped: [] };
  const start = async () => {
    render(Overview);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Controleer alles' }));
    return user;
  };
  const result = () => screen.findByRole('region', { name: 'Gecontroleerd in Loket' });

  test('says what got worse with the way there, and who was skipped with why', async () => {
    commands.checkSelection.mockReturnValue(
      ok({
        ...checked,
        worsened: ['b'],
        reasons: [{ dossier: 'b', reasons: [{ nl: 'Rechten: er ontbreekt er één.', en: '' }] }],
        skipped: [
          { employer: 'e3', name: 'Wasserij', why: { kind: 'vanished' } },
          { employer: 'e4', name: 'Nieuw', why: { kind: 'notLinked' } },
        ],
      }),
    );
    const user = await start();
    const found = await result();
    expect(commands.checkSelection.mock.calls[0]?.[0]).toEqual({ kind: 'board', resume: false });
    expect(commands.board).toHaveBeenCalledTimes(2);
    const said = found.textContent.replace(/\s+/g, ' ');
    expect(said).toContain('3 dossiers gecontroleerd, in 1 klopt alles.');
    expect(said).toContain('In 1 dossier is niet alles te lezen');
    expect(said).toContain('Iets klopt niet meer');
    expect(said, 'with the reason').toContain('Rechten: er ontbreekt er één.');
    const link = within(found).getByRole('link', { name: 'Bakker, a.s.r. werkgever' });
    expect(link.getAttribute('href')).toBe('#/dossiers/b');
    expect(said).toContain('Dit is niet gevonden in Loket');
    expect(said).toContain('nog niet gekoppeld aan een werkgever in Loket');
    const fill = within(found).getByRole('link', { name: 'Vul het Werkgever ID in' });
    expect(fill.getAttribute('href')).toBe('#/werkgevers/e4/wijzigen');
    await user.click(within(found).getByRole('button', { name: 'Sluiten' }));
    expect(screen.queryByRole('region', { name: 'Gecontroleerd in Loket' })).toBeNull();
  });

  test('goes on where it was broken off', async () => {
    commands.connection.mockReturnValue(connection('2026-11-20T13:02:00Z'));
    commands.checkSelection.mockReturnValue(ok(checked));
    render(Overview);
    const user = userEvent.setup();
    expect(
      await screen.findByText('De controle van 20 november 14.02 is nog niet af.'),
    ).toBeTruthy();
    commands.connection.mockReturnValue(connection());
    await user.click(screen.getByRole('button', { name: 'Ga verder waar je was' }));
    expect(commands.checkSelection.mock.calls[0]?.[0]).toEqual({ kind: 'board', resume: true });
    const found = await result();
    expect(screen.queryByRole('button', { name: 'Ga verder waar je was' })).toBeNull();
    await user.click(within(found).getByRole('button', { name: 'Sluiten' }));
  });

  test('stopped, it keeps what was checked and can go on', async () => {
    commands.checkSelection.mockReturnValue(refused({ code: 'loket', fault: { kind: 'stopped' } }));
    render(Overview);
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: 'Controleer alles' });
    commands.connection.mockReturnValue(connection('2026-11-20T13:02:00Z'));
    await user.click(button);
    expect(await screen.findByRole('button', { name: 'Ga verder waar je was' })).toBeTruthy();
    expect(commands.board).toHaveBeenCalledTimes(2);
    commands.checkSelection.mockReturnValue(ok(checked));
    await user.click(screen.getByRole('button', { name: 'Begin opnieuw' }));
    await user.click(within(await result()).getByRole('button', { name: 'Sluiten' }));
  });

  test('a row says in words what the checks found, and can be filtered by it', async () => {
    const of = (id: string, over: object) => boardRow(id, id, { employer: asId(id), ...over });
    commands.board.mockReturnValue(
      board({
        rows: [
          of('Fout', { failing: 2, checked: '2026-11-20T09:00:00Z', status: { kind: 'problem' } }),
          of('Erger', { failing: 1, worsened: 1, checked: '2026-11-19T09:00:00Z' }),
          of('Goed', { checked: '2026-11-19T09:00:00Z' }),
          of('Nooit', {}),
        ],
      }),
    );
    render(Overview);
    expect(await screen.findByText('2 controles kloppen niet, gecontroleerd vandaag')).toBeTruthy();
    expect(screen.getByText('1 klopte eerst, nu niet, gecontroleerd 19 nov')).toBeTruthy();
    expect(screen.getByText('gecontroleerd 19 nov')).toBeTruthy();
    const user = userEvent.setup();
    await user.selectOptions(screen.getByLabelText('Controle'), 'worsened');
    expect(rowTexts()).toEqual(['Jij bent aan zet 1 dossier', 'Erger']);
    await user.selectOptions(screen.getByLabelText('Controle'), 'never');
    expect(rowTexts()).toEqual(['Jij bent aan zet 1 dossier', 'Nooit']);
  });
});

describe('the board', () => {
  test('is grouped by whose turn it is, and says so in words', async () => {
    render(Overview);
    expect(await screen.findByText(/Jij bent aan zet bij twee dossiers/)).toHaveProperty(
      'textContent',
      'Jij bent aan zet bij twee dossiers, één wacht op een ander. Eén is te laat.',
    );
    expect(rowTexts()).toEqual([
      'Jij bent aan zet 2 dossiers',
      'Aannemer',
      'Bakker',
      'Wacht op een ander 1 dossier',
      'Wasserij',
    ]);
    expect(screen.getByText('19 nov, te laat')).toBeTruthy();
  });

  test('older finished dossiers come when asked for', async () => {
    render(Overview);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Toon alle 1 afgeronde dossiers' }));
    expect(rowTexts()).toContain('Drukker');
    expect(window.location.hash).toBe('#/?afgerond=alles');
  });

  test('the CSV holds the rows that are shown, in their order', async () => {
    commands.saveFile.mockReturnValue(ok({ name: 'overzicht.csv', recorded: false }));
    render(Overview);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Werkgever' }));
    await user.click(screen.getByRole('button', { name: 'Werkgever' }));
    await user.click(screen.getByRole('button', { name: 'Exporteer CSV' }));
    expect(commands.saveFile).toHaveBeenCalledExactlyOnceWith({
      kind: 'board',
      rows: ['b', 'a', 'w'],
    });
    expect(toast()?.text, 'that it is not in the history is said').toBe(
      'Gemaakt: overzicht.csv. Dat het bestand gemaakt is, staat niet in de geschiedenis: die kon niet worden bijgewerkt.',
    );
  });

  test('a filter that leaves nothing can be taken away', async () => {
    render(Overview);
    const user = userEvent.setup();
    await user.selectOptions(await screen.findByLabelText('Status'), 'problem');
    expect(screen.getByText('Er is geen dossier dat hierbij past.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Haal de filters weg' }));
    expect(rowTexts()).toContain('Bakker');
  });

  test('per employer the handbooks stand beside each other', async () => {
    render(Overview);
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Per werkgever' }));
    const table = screen.getByRole('table', { name: 'Per werkgever de status van elk handboek' });
    expect(within(table).getByRole('link', { name: 'Drukker' }).getAttribute('href')).toBe(
      '#/werkgevers/e4',
    );
  });

  test('a file that could not be written is said calmly in place, a closed dialog is not', async () => {
    commands.saveFile.mockReturnValueOnce(refused({ code: 'cancelled' }));
    render(Overview);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Exporteer CSV' }));
    expect(screen.queryByText('Het bestand is niet gemaakt')).toBeNull();
    commands.saveFile.mockReturnValueOnce(refused({ code: 'notWritten', why: { kind: 'noRoom' } }));
    await user.click(screen.getByRole('button', { name: 'Exporteer CSV' }));
    expect(screen.getByRole('alert').textContent).toContain('Je dossiers zijn niet veranderd');
  });

  test('records that cannot be read leave a way to try again', async () => {
    commands.board.mockReturnValueOnce(refused({ code: 'unreadable' }));
    render(Overview);
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Opnieuw proberen' }));
    expect(await screen.findByRole('link', { name: 'Bakker' })).toBeTruthy();
  });

  test('has no fault that can be found by machine', async () => {
    const { container } = render(Overview);
    await screen.findByRole('link', { name: 'Bakker' });
    const { violations } = await audit(container, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('the first start', () => {
  beforeEach(async () => {
    const empty = settings({ name: '', initials: '', office_name: '' });
    commands.startup.mockReturnValue(ok(startup({ settings: empty })));
    commands.board.mockReturnValue(board({ rows: [], employers: 0 }));
    await startProgram();
  });

  test('asks who you are, and goes where you want to begin', async () => {
    commands.saveSettings.mockImplementation((sent) => ok(sent));
    render(Overview);
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Je naam'), 'Noor Voorbeeld');
    // The initials are proposed from the name.
    await user.click(await screen.findByLabelText(/Zonder Loket: zelf een werkgever invoeren/));
    await user.keyboard('{Enter}');
    expect(commands.saveSettings).toHaveBeenCalledWith(
      expect.objectContaining({ name: 'Noor Voorbeeld', initials: 'NV', language: 'nl' }),
    );
    expect(window.location.hash).toBe('#/werkgevers/nieuw');
  });

  test('there are three ways in: practising goes over to that environment and starts anew', async () => {
    commands.saveSettings.mockImplementation((sent) => ok(sent));
    commands.switchEnvironment.mockReturnValue(ok(null));
    const reload = vi.spyOn(window.location, 'reload').mockReturnValue(undefined);
    render(Overview);
    const user = userEvent.setup();
    expect(await screen.findAllByRole('radio')).toHaveLength(3);
    await user.click(screen.getByLabelText(/Oefenen met het oefen-Loket/));
    await user.click(screen.getByRole('button', { name: 'Doorgaan' }));
    expect(commands.switchEnvironment).toHaveBeenCalledExactlyOnceWith('sandbox');
    expect(window.location.hash).toBe('#/verbinding');
    expect(reload).toHaveBeenCalledOnce();
  });

  test('an environment that does not open leaves one here, and says so', async () => {
    commands.saveSettings.mockImplementation((sent) => ok(sent));
    commands.switchEnvironment.mockReturnValue(refused({ code: 'environmentClosed' }));
    render(Overview);
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Doorgaan' }));
    expect(await screen.findByText(/Je werkt verder in de omgeving waar je was/)).toBeTruthy();
  });

  test('the language is kept at once, before there is a name', async () => {
    const english = settings({ name: '', initials: '', office_name: '', language: 'en' });
    commands.setLanguage.mockReturnValue(ok(english));
    render(Overview);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'In English' }));
    expect(commands.setLanguage).toHaveBeenCalledExactlyOnceWith('en');
    expect(await screen.findByText('Welcome to Koppelwijzer')).toBeTruthy();
    expect(kept()?.language).toBe('en');
    setLanguage('nl');
  });

  test('what is missing is said on top and beside the field', async () => {
    commands.saveSettings.mockReturnValue(
      refused({ code: 'wrong', fields: [{ field: 'name', problem: 'empty' }] }),
    );
    render(Overview);
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Doorgaan' }));
    const summary = await screen.findByRole('region', { name: 'Er is een probleem' });
    expect(within(summary).getByRole('link').textContent).toBe('Vul in: Je naam');
    expect(screen.getByLabelText('Je naam').getAttribute('aria-invalid')).toBe('true');
  });

  test('with a name but no dossiers there are ways to begin', async () => {
    commands.startup.mockReturnValue(ok(startup()));
    await startProgram();
    render(Overview);
    expect(
      (await screen.findByRole('link', { name: 'Voeg een werkgever toe' })).getAttribute('href'),
    ).toBe('#/werkgevers/nieuw');
    expect(
      (await screen.findByRole('link', { name: /Meld je kantoor aan/ })).getAttribute('href'),
    ).toBe('#/nieuw?handboek=asr-kantoor');
    expect(screen.queryByRole('link', { name: 'Begin een dossier' })).toBeNull();
  });
});
