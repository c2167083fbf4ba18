import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import DossierScreen from '../dossier/DossierLayout.fixture.svelte';
import { check, DOSSIER, ok, opened, refused, rightMissing, stamp } from '../dossier/fixture';
import { fakeCommands } from '../dossier/fakeCommands';
import type { ItemState, ItemId, StepId } from '../host';
import Answers from '../screens/answers/Answers.svelte';
import Step from '../screens/step/Step.svelte';
import { asId } from '../testing/ids';

let dossier = opened();
const fresh = () => fakeCommands(() => dossier);

vi.mock('../host/bindings', () => ({ commands: {} }));
vi.mock('../host/progress', () => ({ progressTo: () => ({}) }));
const commands = fresh();
vi.mock('../host/host', () => ({
  host: new Proxy({}, { get: (_, name: string) => commands[name as keyof typeof commands] }),
}));

beforeEach(() => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  dossier = opened();
  Object.assign(commands, fresh());
  history.replaceState(null, '', `#/dossiers/${DOSSIER}/stap/make-user`);
});
afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  // What is being typed is saved when its control goes away.
  await new Promise((done) => setTimeout(done, 5));
});

const set = (item: string, more: Partial<ItemState>) =>
  Object.assign(dossier.state.items[asId<ItemId>(item)] ?? {}, more);
async function show(step = 'make-user') {
  render(DossierScreen, {
    screen: Step,
    route: { name: 'step', id: DOSSIER, step: asId<StepId>(step) },
  });
  await screen.findByRole('heading', { level: 1 });
  return userEvent.setup();
}
const card = () => screen.getByRole('region', { name: 'Controle in Loket' });
const texts = (within: HTMLElement, what: string) =>
  [...within.querySelectorAll(what)].map((one) => one.textContent.replace(/\s+/g, ' ').trim());

function everyVerdict() {
  set('is-new', { check: check({ kind: 'met' }, { id: 'userIsStandard' }) });
  set('rights', { check: check(rightMissing(), { last_met: '2026-11-18T08:00:00Z' }) });
  set('level', {
    check: check(
      { kind: 'unexpected', lacks: [{ kind: 'seesOthers', employers: 2 }] },
      { id: 'userSeesOnlyThisEmployer' },
    ),
  });
  set('user-name', {
    check: check(
      {
        kind: 'unknown',
        because: [
          { kind: 'notPermitted', activity: 'GetX', rights: ['Raadplegen HRM'], products: [] },
        ],
      },
      { id: 'userIsActive' },
    ),
  });
}

describe('what Loket says about a step', () => {
  test('stands in words, what is wrong first, each with its moment and what it rests on', async () => {
    everyVerdict();
    await show();
    expect(texts(card(), '.verdict')).toEqual(['Klopt niet', 'Let op', 'Onbekend', 'Klopt']);
    expect(card().querySelector('[role=status]')?.textContent.trim()).toBe(
      '1 klopt, 1 klopt niet, 1 om op te letten, 1 is onbekend.',
    );
    const rights = screen.getByRole('group', { name: /Rechten/ }).closest('.line');
    const line = rights?.textContent.replace(/\s+/g, ' ');
    expect(line).toContain('Deze rechten ontbreken: Raadplegen HRM.');
    expect(line).toContain('Klopte op 18 november 9.00, nu niet.');
    const said = card().textContent.replace(/\s+/g, ' ');
    expect(said).not.toContain('Deze rechten ontbreken');
    expect(within(card()).getByRole('link', { name: /Rechten/ })).toBeTruthy();
    expect(said).toContain('Of de gebruiker actief is. Je mag dit niet lezen in Loket.');
    expect(said).toContain('Dit recht geeft het: Raadplegen HRM.');
    expect(said).toContain('Laatst gelezen 20 november 14.02.');
    expect(said).toContain('GetUsersByEmployerId, gelezen 20 november 14.02');
    const found = await audit(card(), { rules: { 'color-contrast': { enabled: false } } });
    expect(found.violations).toEqual([]);
  });

  test('what is not so stands beside its line too; what is unknown does not', async () => {
    everyVerdict();
    await show();
    const rights = screen.getByRole('group', { name: /Rechten/ }).closest('.line');
    expect(rights?.textContent).toContain('Deze rechten ontbreken: Raadplegen HRM.');
    const name = screen.getByLabelText('Gebruikersnaam').closest('.line');
    expect(name?.textContent).not.toContain('Je mag dit niet lezen');
  });

  test('stands once: a line that lacks the same points at the first', async () => {
    const lacks = [{ kind: 'noSuchUser' as const, user_name: { clear: 'koppel' } }];
    for (const item of ['is-new', 'rights']) set(item, { check: check({ kind: 'unmet', lacks }) });
    await show();
    const said = document.body.textContent.split('Er is geen gewone gebruiker koppel').length - 1;
    expect(said).toBe(1);
    expect(screen.getByRole('link', { name: /Hetzelfde als bij/ })).toBeTruthy();
  });

  test('a remark under several results stands once', async () => {
    const noted = (id: 'userIsStandard' | 'userHasRights') => {
      const state = check({ kind: 'met' }, { id });
      state.verdict?.remarks.push({ kind: 'officeUser', employers: 5 });
      return state;
    };
    set('is-new', { check: noted('userIsStandard') });
    set('rights', { check: noted('userHasRights') });
    await show();
    expect(texts(card(), '.note').filter((note) => note.includes('5 werkgevers'))).toHaveLength(1);
  });

  test('many names stand below each other', async () => {
    const rights = ['Beheren A', 'Beheren B', 'Beheren C', 'Beheren D'];
    set('rights', {
      check: check({ kind: 'unmet', lacks: [{ kind: 'rightsTooMany', rights }] }),
    });
    await show();
    expect(texts(document.body, '.points ul li')).toEqual(rights);
  });

  test('what failed and could not be seen later says who saw it and who could not', async () => {
    const unseen = {
      because: [{ kind: 'employerOutOfReach' as const }],
      stamp: { actor: { name: 'Ben', initials: 'BV' }, at: '2026-11-20T13:04:00Z' },
    };
    set('rights', { check: check(rightMissing(), { unseen }) });
    await show();
    const line = screen.getByRole('group', { name: /Rechten/ }).closest('.line');
    const said = line?.textContent.replace(/\s+/g, ' ');
    expect(said).toContain('Deze rechten ontbreken: Raadplegen HRM.');
    expect(said).toContain('BV kon op 20 november 14.04 niet zien of dit nu klopt.');
    expect(said).toContain('kan niet bij deze werkgever');
  });

  test('the check looks at what is typed, and shows what it brought', async () => {
    set('rights', { check: check(null) });
    const user = await show();
    expect(card().textContent).toContain('Nog niets gecontroleerd.');
    await user.type(screen.getByLabelText('Gebruikersnaam'), 'koppel_asr');
    commands.checkDossier.mockImplementation(() => {
      expect(commands.changes.answerItem).toHaveBeenCalledOnce();
      set('rights', { check: check({ kind: 'met' }) });
      return ok(structuredClone(dossier.state));
    });
    await user.click(screen.getByRole('button', { name: 'Controleer in Loket' }));
    await waitFor(() =>
      expect(card().textContent).toContain('De gebruiker heeft alle rechten die nodig zijn.'),
    );
  });

  test('without a connection what was read stays, with its date', async () => {
    everyVerdict();
    const user = await show();
    commands.checkDossier.mockImplementation((() =>
      refused({ code: 'loket', fault: { kind: 'signedOut' } })) as never);
    await user.click(screen.getByRole('button', { name: 'Controleer in Loket' }));
    await waitFor(() => expect(card().querySelector('.notice')).not.toBeNull());
    expect(card().querySelector('.notice.problem')).toBeNull();
    expect(card().textContent).toContain('Laatst gelezen 20 november 14.02.');
  });

  test('an older state does not replace a newer one', async () => {
    set('rights', { check: check({ kind: 'met' }) });
    dossier.state.history_count = 5;
    const user = await show();
    commands.checkDossier.mockImplementation(() => {
      const older = structuredClone(dossier.state);
      older.history_count = 4;
      const rights = older.items[asId<ItemId>('rights')];
      if (rights) rights.check = check(rightMissing());
      return ok(older);
    });
    await user.click(screen.getByRole('button', { name: 'Controleer in Loket' }));
    await tick();
    expect(card().textContent).toContain('1 klopt.');
  });
});

describe('a check that fails', () => {
  test('stops the step, with a link to its line and the same words there', async () => {
    set('rights', { check: check(rightMissing()) });
    const user = await show();
    commands.changes.completeStep.mockImplementation((() =>
      refused({
        code: 'incomplete',
        findings: [
          {
            step: 'make-user',
            item: 'rights',
            row: null,
            column: null,
            problem: { kind: 'checkFails', lacks: rightMissing().lacks },
          },
        ],
      })) as never);
    await user.click(screen.getByLabelText('Ja, deze stap is af'));
    document
      .querySelector('form')
      ?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
    const words = 'Rechten: Deze rechten ontbreken: Raadplegen HRM.';
    const link = await screen.findByRole('link', { name: words });
    expect(link.getAttribute('href')).toBe('#item-rights');
    expect(screen.getAllByText(words, { exact: false })).toHaveLength(2);
  });

  test('lets one go on with a written reason only, which stays', async () => {
    set('rights', { check: check(rightMissing()) });
    const user = await show();
    await user.click(screen.getByRole('button', { name: /^Toch doorgaan/ }));
    await user.click(screen.getByRole('button', { name: 'Ga toch door' }));
    expect(screen.getByText('Schrijf op waarom je toch doorgaat')).toBeTruthy();
    expect(commands.changes.goOn).not.toHaveBeenCalled();
    commands.changes.goOn.mockImplementation(() => {
      set('rights', {
        check: check(rightMissing(), { went_on: { reason: { clear: 'Komt morgen' }, stamp } }),
      });
      return ok(structuredClone(dossier.state));
    });
    await user.type(screen.getByLabelText('Waarom ga je toch door?'), ' Komt morgen ');
    await user.click(screen.getByRole('button', { name: 'Ga toch door' }));
    expect(commands.changes.goOn).toHaveBeenCalledExactlyOnceWith(DOSSIER, {
      kind: 'goOn',
      item: 'rights',
      reason: 'Komt morgen',
    });
    const said = 'Toch doorgegaan door NV, vandaag 11.36: Komt morgen';
    await waitFor(() => expect(screen.getAllByText(said).length).toBeGreaterThan(1));
    expect(screen.queryByRole('button', { name: /^Toch doorgaan/ })).toBeNull();
  });
});

test('what Loket has otherwise stands beside what was typed, and can be taken over', async () => {
  set('user-name', {
    answer: { kind: 'value', value: { clear: 'koppel' } },
    in_loket: {
      value: { clear: 'koppel_asr' },
      origin: { source: { kind: 'loket' }, at: '2026-11-20T13:02:00Z' },
    },
  });
  const user = await show();
  expect(screen.getByLabelText('Gebruikersnaam')).toHaveProperty('value', 'koppel');
  expect(screen.getByText('In Loket staat: koppel_asr')).toBeTruthy();
  expect(screen.getByText('Uit Loket, 20 november 14.02')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Neem over uit Loket' }));
  expect(commands.changes.answerItem).toHaveBeenCalledExactlyOnceWith(DOSSIER, {
    kind: 'answerItem',
    item: 'user-name',
    answer: { kind: 'value', value: { clear: 'koppel_asr' } },
  });
  await waitFor(() =>
    expect(screen.getByLabelText('Gebruikersnaam')).toHaveProperty('value', 'koppel_asr'),
  );
});

test('checking the answers shows the verdicts', async () => {
  everyVerdict();
  render(DossierScreen, { screen: Answers, route: { name: 'answers', id: DOSSIER } });
  const label = await screen.findByText('Rechten');
  const said = label.parentElement?.textContent.replace(/\s+/g, ' ');
  expect(said).toContain('Klopt niet');
  expect(said).toContain('Deze rechten ontbreken: Raadplegen HRM.');
  expect(said).toContain('gelezen 20 november 14.02');
});
