import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { tick, type Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { today } from '../../dossier/days';
import DossierScreen from '../../dossier/DossierLayout.fixture.svelte';
import { DOSSIER, historyLine, refused, stamp, text } from '../../dossier/fixture';
import { resetDossier, unmount, commands } from '../../dossier/testHost';
import type { ItemId, StepId } from '../../host';
import Toaster from '../../parts/Toaster.svelte';
import AllSteps from '../allSteps/AllSteps.svelte';
import Answers from '../answers/Answers.svelte';
import Finished from '../finished/Finished.svelte';
import History from '../history/History.svelte';
import Dossier from './Dossier.svelte';
import { asId } from '../../testing/ids';

let dossier = resetDossier();
vi.mock('../../host/bindings', () => ({ commands: {} }));
vi.mock('../../host/host', () => import('../../dossier/testHost'));

beforeEach(() => {
  dossier = resetDossier();
  history.replaceState(null, '', `#/dossiers/${DOSSIER}`);
});
afterEach(unmount);

type Page = Component<{ route: never }>;

async function show(page: Page, name: string) {
  render(DossierScreen, { screen: page, route: { name, id: DOSSIER } as never });
  await screen.findByRole('heading', { level: 1 });
  await tick();
  return userEvent.setup();
}
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the page of a dossier', () => {
  test('lists the steps in their parts, and does not link what cannot start', async () => {
    const send = dossier.state.steps[2];
    if (send) send.status = { kind: 'cannotStart', because: [asId('make-user')], causes: [] };
    await show(Dossier, 'dossier');
    const parts = screen.getAllByRole('heading', { level: 2 }).map((head) => head.textContent);
    expect(parts).toEqual(expect.arrayContaining(['Klaarzetten in Loket', 'Aanmelden']));
    expect(screen.getByRole('link', { name: 'Verzamel de gegevens' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Stuur de aanmelding' })).toBeNull();
    expect(screen.getByText('Eerst: Maak een eigen gebruiker in Loket.')).toBeTruthy();
  });

  test('a finished step with a failing check stays finished, with its link, and is named where it holds back', async () => {
    const [user, , send] = dossier.state.steps;
    if (!user || !send) throw new Error('the dossier has three steps');
    Object.assign(user, { status: { kind: 'outdated' }, completed: stamp });
    const causes = [{ step: asId<StepId>('make-user'), items: [asId<ItemId>('rights')] }];
    send.status = { kind: 'cannotStart', because: [asId('make-user')], causes };
    const finding = {
      step: asId<StepId>('make-user'),
      item: asId<ItemId>('rights'),
      row: null,
      column: null,
    };
    dossier.state.items[asId<ItemId>('rights')]?.findings.push({
      ...finding,
      problem: { kind: 'checkFails', lacks: [{ kind: 'noAccess' }] },
    });
    await show(Dossier, 'dossier');
    expect(screen.getByRole('link', { name: 'Maak een eigen gebruiker in Loket' })).toBeTruthy();
    expect(screen.getByText('Afgerond, klopt niet meer')).toBeTruthy();
    expect(screen.getByText('Dit klopt niet meer: Rechten.')).toBeTruthy();
    expect(
      screen.getByText('Wacht tot dit klopt: Rechten (stap Maak een eigen gebruiker in Loket).'),
    ).toBeTruthy();
  });

  test('says who does a step of somebody else, and shows only our own when asked', async () => {
    // By what was answered, whoever the handbook names first.
    const [, collect, send] = dossier.state.steps;
    if (collect) collect.who = 'employer';
    if (send) send.who = 'third';
    const user = await show(Dossier, 'dossier');
    expect(screen.getByText('Door Bakkerij Voorbeeld B.V.')).toBeTruthy();
    // The step waits for somebody with a name.
    expect(screen.getByText('Door Loket, helpdesk.')).toBeTruthy();
    await user.click(screen.getByLabelText('Toon alleen de stappen van ons kantoor'));
    expect(screen.queryByText('Door Bakkerij Voorbeeld B.V.')).toBeNull();
    expect(screen.getByRole('link', { name: 'Maak een eigen gebruiker in Loket' })).toBeTruthy();
  });

  test('a target that has passed is questioned once, and a day without its year is the nearest', async () => {
    const user = await show(Dossier, 'dossier');
    await user.click(button('Wijzig streefdatum'));
    await user.clear(screen.getByLabelText('Streefdatum'));
    await user.type(screen.getByLabelText('Streefdatum'), '12-01-2020');
    await user.click(button('Bewaar'));
    expect(commands.changes.setDue).not.toHaveBeenCalled();
    expect(screen.getByText(/12 januari 2020 is al geweest/)).toBeTruthy();
    await user.clear(screen.getByLabelText('Streefdatum'));
    await user.click(button(/^Vandaag/));
    await user.click(button('Bewaar'));
    expect(commands.changes.setDue).toHaveBeenCalledExactlyOnceWith(DOSSIER, {
      kind: 'setDue',
      due: today(),
    });
  });

  test('a day is chosen from the calendar with the keyboard', async () => {
    const user = await show(Dossier, 'dossier');
    await user.click(button('Wijzig streefdatum'));
    await user.clear(screen.getByLabelText('Streefdatum'));
    await user.type(screen.getByLabelText('Streefdatum'), '31-12-2030');
    await user.click(button('Kies een dag: Streefdatum'));
    await tick();
    await user.keyboard('{ArrowRight}{PageDown}{Enter}');
    expect(screen.getByLabelText('Streefdatum')).toHaveProperty('value', '01-02-2031');
  });

  test('a change in Loket whose outcome is not recorded is shown, with what to do', async () => {
    dossier.state.open_changes = [{ id: asId('c1'), item: text('Rechten'), stamp }];
    await show(Dossier, 'dossier');
    const shown = screen.getByText(/een wijziging in Loket \(Rechten\)/).textContent;
    expect(shown).toContain(`Begonnen door ${stamp.actor.name}`);
    expect(shown).toContain('Of die gelukt is, is nog niet vastgelegd.');
    expect(screen.getByText(/^Kies Controleer in Loket om te zien/)).toBeTruthy();
  });

  test('a step that a choice rules out says whether that choice was made', async () => {
    const collect = dossier.state.steps[1];
    if (collect) collect.status = { kind: 'dependsOn', item: asId('level') };
    await show(Dossier, 'dossier');
    expect(screen.getByText('Hangt af van een keuze')).toBeTruthy();
    const why = 'Hangt af van een keuze die je nog maakt: Waar maak je hem?';
    expect(screen.getByText(why)).toBeTruthy();
    cleanup();
    await new Promise((done) => setTimeout(done, 5));
    if (collect) collect.status = { kind: 'ruledOut', item: asId('level') };
    await show(Dossier, 'dossier');
    expect(screen.getByText('Valt weg')).toBeTruthy();
    expect(screen.getByText(/^Valt weg door: Waar maak je hem\?/)).toBeTruthy();
  });

  test('goes on at the step that the host names', async () => {
    await show(Dossier, 'dossier');
    const link = screen.getByRole('link', { name: 'Ga verder met stap 1' });
    expect(link.getAttribute('href')).toBe(`#/dossiers/${DOSSIER}/stap/make-user`);
  });

  test('a wait ends today, for its own item, and can be taken back', async () => {
    const send = dossier.state.steps[2];
    const waiting = {
      on: { clear: 'Loket, helpdesk' },
      contact: null,
      reason: { clear: 'het recht' },
      since: '2026-11-18',
      due: '2026-11-24',
      then: { clear: '' },
    };
    Object.assign(send ?? {}, {
      status: { kind: 'waiting', on: waiting.on, since: waiting.since, due: waiting.due },
      waiting,
      wait_item: 'answer-wait',
    });
    dossier.state.undoable = historyLine('e1', 'waitEnded');
    const user = await show(Dossier, 'dossier');
    render(Toaster);
    expect(screen.getByRole('link', { name: 'Bekijk je bericht' }).getAttribute('href')).toContain(
      'stap/send?veld=request',
    );
    await user.click(button('Antwoord is binnen'));
    expect(commands.changes.endWait).toHaveBeenCalledWith(DOSSIER, {
      kind: 'endWait',
      step: 'send',
      item: 'answer-wait',
      on: today(),
    });
    await screen.findByText('Genoteerd: antwoord vandaag binnen');
    const toast = document.querySelector<HTMLElement>('.toast');
    if (!toast) throw new Error('no toast');
    await user.click(within(toast).getByRole('button', { name: 'Maak ongedaan' }));
    expect(commands.changes.undo).toHaveBeenCalledWith(DOSSIER, { kind: 'undo', event: 'e1' });
  });

  test('the last act says what taking it back does', async () => {
    dossier.state.undoable = historyLine('e2', 'answered', {
      item: text('Waar maak je hem?'),
      value: text('Kantoor'),
    });
    const user = await show(Dossier, 'dossier');
    expect(
      screen.getByText('Maak je dit ongedaan, dan komt terug wat er eerder stond.'),
    ).toBeTruthy();
    expect(screen.getByText('Waar maak je hem? Kantoor')).toBeTruthy();
    await user.click(button('Maak ongedaan'));
    expect(commands.changes.undo).toHaveBeenCalledWith(DOSSIER, { kind: 'undo', event: 'e2' });
  });

  test('removing says what goes and what stays before it asks', async () => {
    const password = dossier.state.items[asId<ItemId>('password')];
    if (password) password.answer = { kind: 'kept' };
    const user = await show(Dossier, 'dossier');
    await user.click(screen.getByText('Meer'));
    await user.click(button('Verwijder dit dossier'));
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('de wachtwoorden van dit dossier');
    expect(dialog.textContent).toContain('De werkgever blijft.');
    await user.click(within(dialog).getByRole('button', { name: 'Verwijder het dossier' }));
    expect(commands.removeDossier).toHaveBeenCalledWith(DOSSIER);
    await waitFor(() => expect(window.location.hash).toBe('#/'));
  });

  test('a newer handbook shows what changes, and moves only when asked to', async () => {
    dossier.state.newer = 2;
    commands.newerVersion.mockResolvedValueOnce({
      status: 'ok',
      data: [{ kind: 'reworded', step: text('Een stap'), item: text('Nieuw'), was: text('Oud') }],
    });
    const user = await show(Dossier, 'dossier');
    await user.click(button('Bekijk wat er verandert'));
    const dialog = screen.getByRole('dialog');
    await within(dialog).findByText('Was: Oud');
    expect(commands.moveToNewest).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Ga verder met versie 2' }));
    expect(commands.moveToNewest).toHaveBeenCalledWith(DOSSIER);
  });

  test('a target date is read as it is written here', async () => {
    const user = await show(Dossier, 'dossier');
    await user.click(button('Wijzig streefdatum'));
    const field = screen.getByLabelText('Streefdatum');
    await user.clear(field);
    await user.type(field, '1-12-2026');
    await user.click(button('Bewaar'));
    expect(commands.changes.setDue).toHaveBeenCalledWith(DOSSIER, {
      kind: 'setDue',
      due: '2026-12-01',
    });
  });

  test('a dossier that is gone says so, with the way back', async () => {
    commands.openDossier.mockImplementationOnce(() => refused({ code: 'notFound' }) as never);
    await show(Dossier, 'dossier');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Dit is er niet meer');
    expect(screen.getByRole('link', { name: 'Naar het overzicht' })).toBeTruthy();
  });
});

describe('checking the answers', () => {
  test('each answer has the way to change it; what is missing is linked; what is known is not missing', async () => {
    const items = dossier.state.items;
    const open = { step: asId<StepId>('make-user'), row: null, column: null };
    for (const item of [asId<ItemId>('office-name'), asId<ItemId>('is-new')]) {
      const found = items[item];
      if (found) found.findings = [{ ...open, item, problem: { kind: 'unanswered' } }];
    }
    await show(Answers, 'answers');
    expect(screen.getByText('Er ontbreekt nog 1 gegeven')).toBeTruthy();
    const missing = screen.getByRole('link', { name: 'Vink aan: De gebruiker is nieuw' });
    expect(missing.getAttribute('href')).toContain('stap/make-user?veld=is-new');
    const change = screen.getByRole('link', { name: /^Wijzigen ?: gebruikersnaam$/ });
    expect(change.getAttribute('href')).toContain('veld=user-name');
    expect(screen.queryByText('Naam van het team')).toBeNull();
  });

  test('rights that are not ticked are named, and products are on or off', async () => {
    const set = (item: string, ids: string[]) => {
      const found = dossier.state.items[asId<ItemId>(item)];
      if (found) Object.assign(found, { applies: true, answer: { kind: 'set', ids } });
    };
    set('rights', ['viewHrm']);
    set('functions', ['claims']);
    set('functions-on', ['claims', 'editor']);
    await show(Answers, 'answers');
    expect(screen.getByText(/^Raadplegen HRM/).parentElement?.textContent).toContain(
      'niet aangevinkt: Raadplegen beloningen',
    );
    expect(screen.getByText(/aan: MijnLoket - Declaraties, Workflow editor/)).toBeTruthy();
    expect(screen.getByText(/uit: MijnLoket - Documenten$/)).toBeTruthy();
  });

  test('signing off with open steps says which', async () => {
    commands.changes.signOff.mockImplementationOnce(
      () => refused({ code: 'stepsOpen', steps: ['collect'] }) as never,
    );
    const user = await show(Answers, 'answers');
    await user.click(button('Aftekenen'));
    const summary = await screen.findByRole('region', { name: 'Er is een probleem' });
    expect(within(summary).getByRole('link').textContent).toBe('Verzamel de gegevens');
  });

  test('signing off leads to what happens next', async () => {
    const user = await show(Answers, 'answers');
    await user.click(button('Aftekenen'));
    await waitFor(() => expect(window.location.hash).toBe(`#/dossiers/${DOSSIER}/afgerond`));
  });
});

describe('a finished dossier', () => {
  test('says what happens now, offers what follows, and asks before a password goes', async () => {
    dossier.state.signed_off = stamp;
    const password = dossier.state.items[asId<ItemId>('password')];
    if (password) password.answer = { kind: 'kept' };
    commands.handbooks.mockResolvedValueOnce({
      status: 'ok',
      data: [{ id: 'vervolg', title: text('Het vervolg') }],
    });
    const user = await show(Finished, 'finished');
    expect(screen.getByText('Daarna gebeurt het vanzelf.')).toBeTruthy();
    const next = await screen.findByRole('link', { name: 'Begin met Het vervolg' });
    expect(next.getAttribute('href')).toBe('#/nieuw?handboek=vervolg');
    await user.click(await screen.findByRole('button', { name: 'Verwijder het wachtwoord' }));
    const dialog = screen.getByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Verwijder het wachtwoord' }));
    expect(await screen.findByText('Wachtwoord: verwijderd van deze computer')).toBeTruthy();
    await user.click(button('Heropen dit dossier'));
    expect(commands.changes.reopen).toHaveBeenCalledWith(DOSSIER, { kind: 'reopen' });
  });

  test('one that is not signed off does not pretend to be', async () => {
    await show(Finished, 'finished');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Dit dossier is nog niet afgerond',
    );
    expect(screen.queryByText('Verslag als PDF')).toBeNull();
  });
});

describe('all steps on one page', () => {
  test('open steps are open, a step is finished from here, and the next takes the focus', async () => {
    const user = await show(AllSteps, 'allSteps');
    const [first] = screen.getAllByRole('button', { name: 'Rond deze stap af' });
    if (first) await user.click(first);
    await waitFor(() =>
      expect(commands.changes.completeStep).toHaveBeenCalledWith(DOSSIER, {
        kind: 'completeStep',
        step: 'make-user',
      }),
    );
    await waitFor(() =>
      expect(document.activeElement?.textContent).toContain('2. Verzamel de gegevens'),
    );
  });
});

test.each([
  ['dossier', Dossier],
  ['answers', Answers],
  ['finished', Finished],
  ['history', History],
  ['allSteps', AllSteps],
] as [string, Page][])(
  'the page %s has no fault that can be found by machine',
  async (name, page) => {
    await show(page, name);
    // Regions are the frame's.
    const { violations } = await audit(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  },
);
