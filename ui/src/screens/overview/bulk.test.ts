import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DossierChange } from '../../host';
import { startProgram } from '../../shell/program.svelte';
import { startRouter } from '../../shell/router.svelte';
import { boardRow, ok, packed, refused, sam, startup } from '../../testing/samples';
import { bulkRun } from './bulkRun.svelte';
import Overview from './Overview.svelte';
import { asId } from '../../testing/ids';

const commands = vi.hoisted(() => ({
  startup: vi.fn(),
  board: vi.fn(),
  hoursBoard: vi.fn(() => Promise.resolve({ status: 'ok', data: { runs: [], due: [] } })),
  connection: vi.fn(),
  changeDossier: vi.fn(),
  openDossier: vi.fn(),
  openMessage: vi.fn(),
  copyText: vi.fn(),
  checkSelection: vi.fn(),
  saveFile: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({ progressTo: () => ({}) }));

const text = (words: string) => ({ nl: words, en: words });
const named = (nth: number) => `Werkgever ${nth}`;
const ten = Array.from({ length: 10 }, (_, nth) =>
  boardRow(`d${nth}`, named(nth), { employer: asId(`e${nth}`), due: `2026-12-1${nth}` }),
);
const elsewhere = boardRow('other', 'Zuivel', {
  employer: asId('e99'),
  next: { step: asId('later'), title: text('Wacht op a.s.r.') },
  due: '2026-12-30',
  actor: sam,
});
const state = (event: string) => ({ undoable: { id: event } });
const handbook = {
  id: 'asr-werkgever',
  steps: [
    {
      id: 'make-user',
      title: text('Maak een gebruiker'),
      items: [
        { id: 'made', label: text('De gebruiker is gemaakt'), ask: { kind: 'confirm' } },
        {
          id: 'kind',
          label: text('Welke soort?'),
          ask: { kind: 'choice', options: [{ id: 'standard', text: text('Standaard') }] },
        },
        { id: 'name', label: text('Gebruikersnaam'), ask: { kind: 'field', type: 'text' } },
        {
          id: 'mail',
          label: text('Mail aan de werkgever'),
          when: { item: 'kind', is: ['standard'] },
          ask: { kind: 'message' },
        },
      ],
    },
  ],
};
const openable = (
  to: string,
  answer: unknown = null,
  body = 'Goedendag …',
  missing: unknown[] = [],
) => ({
  handbook,
  state: {
    signed_off: null,
    items: {
      mail: { applies: true, answer, message: { to, subject: 'Koppeling', body, missing } },
    },
  },
});

let stop: () => void;
beforeEach(async () => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  history.replaceState(null, '', '#/');
  stop = startRouter();
  commands.startup.mockReturnValue(ok(startup()));
  commands.connection.mockReturnValue(ok({ unfinished_since: null }));
  commands.board.mockReturnValue(
    ok(packed({ rows: [...ten, elsewhere], today: '2026-11-20', employers: 11 })),
  );
  commands.openDossier.mockReturnValue(ok(openable('post@x.example')));
  commands.changeDossier.mockImplementation((id: string) => ok(state(`event-${id}`)));
  await startProgram();
});
afterEach(() => {
  bulkRun.putAway();
  cleanup();
  stop();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const chooses = (name: string) => screen.getByRole('checkbox', { name: `Kies ${name}` });
const bar = () => within(screen.getByRole('group', { name: /gekozen/ }));
const changes = () => commands.changeDossier.mock.calls as [string, DossierChange][];

/** Chooses all on the board, and then not these. */
async function choose(without: readonly string[] = []) {
  render(Overview);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('checkbox', { name: 'Kies alle getoonde dossiers' }));
  for (const name of without) await user.click(chooses(name));
  return user;
}

describe('a selection', () => {
  test('can be made with the keyboard, row by row and all at once', async () => {
    render(Overview);
    const user = userEvent.setup();
    const all = await screen.findByRole<HTMLInputElement>('checkbox', {
      name: 'Kies alle getoonde dossiers',
    });
    const first = chooses('Werkgever 0, a.s.r. werkgever');
    first.focus();
    await user.keyboard(' ');
    expect(bar().getByText('1 dossier gekozen')).toBeTruthy();
    expect(all.indeterminate).toBe(true);
    all.focus();
    await user.keyboard(' ');
    expect(bar().getByText('11 dossiers gekozen')).toBeTruthy();
    await user.click(bar().getByRole('button', { name: 'Kies niets meer' }));
    expect(screen.queryByText(/gekozen/)).toBeNull();
  });

  test('what a filter hides does not take part, and that is said', async () => {
    const user = await choose();
    await user.selectOptions(screen.getByLabelText('Collega'), 'Sam Proef');
    expect(bar().getByText(/1 dossier gekozen. Nog 10 doen niet mee/)).toBeTruthy();
    commands.saveFile.mockReturnValue(ok({ name: 'overzicht.csv', recorded: true }));
    await user.click(bar().getByRole('button', { name: 'Exporteer CSV' }));
    expect(commands.saveFile).toHaveBeenCalledWith({ kind: 'board', rows: ['other'] });
  });

  test('is checked in Loket as it is, and no more', async () => {
    commands.checkSelection.mockReturnValue(
      ok({ dossiers: 1, fine: 1, worsened: [], failing: [], reasons: [], skipped: [] }),
    );
    render(Overview);
    const user = userEvent.setup();
    await screen.findByRole('link', { name: 'Zuivel' });
    await user.click(chooses('Zuivel, a.s.r. werkgever'));
    await user.click(bar().getByRole('button', { name: 'Controleer in Loket' }));
    expect(commands.checkSelection.mock.calls[0]?.[0]).toEqual({
      kind: 'dossiers',
      dossiers: ['other'],
    });
  });

  test('has no fault that can be found by machine, also with what came of it', async () => {
    const user = await choose();
    await user.click(bar().getByRole('button', { name: 'Streefdatum' }));
    await user.type(await screen.findByLabelText('Streefdatum'), '24-12-2026{Enter}');
    await screen.findByText('Gedaan in alle 11 dossiers.');
    const { violations } = await audit(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('in several dossiers at once', () => {
  test('ten dossiers move on in one go, and each says what happened', async () => {
    commands.changeDossier.mockImplementation((id: string) => {
      if (id !== 'd3') return ok(state(`event-${id}`));
      const findings = [{ step: 'make-user', item: 'name', problem: { kind: 'unanswered' } }];
      return refused({ code: 'incomplete', findings });
    });
    const user = await choose();
    await user.click(bar().getByRole('button', { name: 'Rond stap af' }));
    const dialog = within(await screen.findByRole('dialog'));
    const steps = await dialog.findByLabelText('Welke stap?');
    expect(
      within(steps)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['Maak een gebruiker', 'Wacht op a.s.r.']);
    // The one whose turn it is in most of them comes first.
    expect(dialog.getByText('Aan de beurt in 10 van de 11.')).toBeTruthy();
    await user.selectOptions(steps, 'Wacht op a.s.r.');
    expect(dialog.getByText('Aan de beurt in 1 van de 11.')).toBeTruthy();
    await user.selectOptions(steps, 'Maak een gebruiker');
    expect(dialog.getByText('Aan de beurt in 10 van de 11.')).toBeTruthy();
    await user.click(dialog.getByLabelText('De gebruiker is gemaakt'));
    expect(dialog.queryByLabelText('Verstuurd: Mail aan de werkgever')).toBeNull();
    await user.click(dialog.getByLabelText('Standaard'));
    await user.click(await dialog.findByLabelText('Verstuurd: Mail aan de werkgever'));
    await user.click(dialog.getByRole('button', { name: 'Rond af in 10 dossiers' }));
    const result = within(
      await screen.findByRole('region', { name: 'Afgerond: Maak een gebruiker' }),
    );
    expect(result.getByText('Gedaan in 9 van de 11 dossiers.')).toBeTruthy();
    expect(changes()).toHaveLength(10);
    expect(changes()[0]?.[1]).toEqual({
      kind: 'answerAndComplete',
      step: 'make-user',
      answers: {
        made: { kind: 'confirmed' },
        kind: { kind: 'value', value: { clear: 'standard' } },
        mail: { kind: 'sent' },
      },
    });
    expect(result.getByText('Nog niet in orde: Gebruikersnaam')).toBeTruthy();
    expect(result.getByText('Hier is een andere stap aan de beurt: Wacht op a.s.r.')).toBeTruthy();
    expect(commands.board, 'the board is loaded again').toHaveBeenCalledTimes(2);
    await user.click(
      result.getByRole('button', { name: 'Maak ongedaan: Werkgever 5, a.s.r. werkgever' }),
    );
    expect(changes().at(-1)).toEqual(['d5', { kind: 'undo', event: 'event-d5' }]);
    expect(result.getByText('Teruggedraaid')).toBeTruthy();
  });

  test('stopping leaves the rest as it was, and says so', async () => {
    const user = await choose(['Zuivel, a.s.r. werkgever']);
    commands.changeDossier.mockImplementation((id: string) => {
      if (id === 'd1') bulkRun.stop();
      return ok(state(`event-${id}`));
    });
    await user.click(bar().getByRole('button', { name: 'Streefdatum' }));
    await user.type(await screen.findByLabelText('Streefdatum'), '24-12-2026');
    await user.click(screen.getByRole('button', { name: 'Zet de streefdatum' }));
    expect(await screen.findByText('Gedaan in 2 van de 10 dossiers.')).toBeTruthy();
    expect(changes()).toEqual([
      ['d0', { kind: 'setDue', due: '2026-12-24' }],
      ['d1', { kind: 'setDue', due: '2026-12-24' }],
    ]);
    expect(screen.getAllByText(/Gestopt voor dit dossier/)).toHaveLength(8);
  });

  test('they are handed over to a colleague who is known, or to another', async () => {
    const user = await choose(['Zuivel, a.s.r. werkgever']);
    await user.click(bar().getByRole('button', { name: 'Draag over' }));
    await user.click(await screen.findByLabelText('Sam Proef (SP)'));
    await user.click(
      within(screen.getByRole('dialog')).getByRole('button', { name: 'Draag over' }),
    );
    await screen.findByRole('region', { name: 'Overgedragen aan Sam Proef' });
    expect(changes()[0]?.[1]).toEqual({ kind: 'assign', to: sam });
    await user.click(bar().getByRole('button', { name: 'Draag over' }));
    await user.click(await screen.findByLabelText('Een andere collega'));
    const confirm = () =>
      within(screen.getByRole('dialog')).getByRole('button', { name: 'Draag over' });
    await user.click(confirm());
    expect(screen.getByText('Vul een naam en initialen in')).toBeTruthy();
    await user.type(screen.getByLabelText('Naam'), 'Jo de Wit');
    await user.click(confirm());
    await screen.findByRole('region', { name: 'Overgedragen aan Jo de Wit' });
    expect(changes().at(-1)?.[1]).toEqual({
      kind: 'assign',
      to: { name: 'Jo de Wit', initials: 'JDW' },
    });
  });

  test('a message is ready in each of them, but never one with a hole in it', async () => {
    const hole = { kind: 'fill', fill: 'employer.companyName' };
    commands.openDossier.mockImplementation((id: string) => {
      if (id === 'd0') return ok(openable('post@a.example', null, 'Beste …', [hole]));
      if (id === 'd1') return ok(openable('post@b.example', { kind: 'sent' }));
      if (id === 'd2') return refused({ code: 'unreadable' });
      return ok(openable(`post@${id}.example`));
    });
    commands.openMessage.mockReturnValue(ok(null));
    commands.copyText.mockReturnValue(ok(null));
    const user = await choose(['Zuivel, a.s.r. werkgever']);
    await user.click(bar().getByRole('button', { name: 'Bericht' }));
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByLabelText('Welk bericht?');
    expect(dialog.getByText(/Er ontbreekt nog een gegeven/)).toBeTruthy();
    expect(dialog.getByText('Al verstuurd')).toBeTruthy();
    expect(dialog.getByText(/De gegevens zijn niet te lezen/)).toBeTruthy();
    await user.click(
      dialog.getByRole('button', {
        name: 'Open in je mailprogramma: Werkgever 3, a.s.r. werkgever',
      }),
    );
    expect(commands.openMessage).toHaveBeenCalledWith('d3', 'mail');
    await user.click(dialog.getByRole('button', { name: 'Kopieer 7 adressen' }));
    expect(commands.copyText.mock.calls[0]?.[0]).toMatch(/^post@d3.example; post@d4.example/);
    await user.click(dialog.getByRole('button', { name: 'Noteer in 7 dossiers als verstuurd' }));
    await waitFor(() => expect(changes()).toHaveLength(7));
    expect(changes()[0]).toEqual([
      'd3',
      { kind: 'answerItem', item: 'mail', answer: { kind: 'sent' } },
    ]);
  });
});
