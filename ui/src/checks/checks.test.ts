import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import DossierScreen from '../dossier/DossierLayout.fixture.svelte';
import { check, DOSSIER, fakeCommands, opened, refused, stamp, text } from '../dossier/fixture';
import type { LoketChangeResult, LoketChangeOutcome, LoketChangePreview, ItemState } from '../host';
import Answers from '../screens/answers/Answers.svelte';
import Step from '../screens/step/Step.svelte';

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

const ok = <Data>(data: Data) => Promise.resolve({ status: 'ok' as const, data });
const fails = () => ({
  kind: 'unmet' as const,
  lacks: [{ kind: 'rightsMissing' as const, rights: ['viewHrm' as const] }],
});
const set = (item: string, more: Partial<ItemState>) =>
  Object.assign(dossier.state.items[item] ?? {}, more);
async function show(step = 'make-user') {
  render(DossierScreen, { screen: Step, route: { name: 'step', id: DOSSIER, step } });
  await screen.findByRole('heading', { level: 1 });
  return userEvent.setup();
}
const card = () => screen.getByRole('region', { name: 'Controle in Loket' });
const texts = (within: HTMLElement, what: string) =>
  [...within.querySelectorAll(what)].map((one) => one.textContent.replace(/\s+/g, ' ').trim());

function everyVerdict() {
  set('is-new', { check: check({ kind: 'met' }, { id: 'userIsStandard' }) });
  set('rights', { check: check(fails(), { last_met: '2026-11-18T08:00:00Z' }) });
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
    expect(texts(card(), '.verdict')).toEqual(['Klopt niet', 'Valt op', 'Onbekend', 'Klopt']);
    expect(card().querySelector('[role=status]')?.textContent.trim()).toBe(
      '1 klopt, 1 klopt niet, 1 valt op, 1 is onbekend.',
    );
    const said = card().textContent.replace(/\s+/g, ' ');
    expect(said).toContain('Deze rechten ontbreken: Raadplegen HRM.');
    expect(said).toContain('Was in orde op 18 november 9.00, nu niet.');
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

  test('the check looks at what is typed, and shows what it brought', async () => {
    set('rights', { check: check(null) });
    const user = await show();
    expect(card().textContent).toContain('Nog niets nagekeken.');
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
      const { rights } = older.items;
      if (rights) rights.check = check(fails());
      return ok(older);
    });
    await user.click(screen.getByRole('button', { name: 'Controleer in Loket' }));
    await tick();
    expect(card().textContent).toContain('1 klopt.');
  });
});

describe('a check that fails', () => {
  test('stops the step, with a link to its line and the same words there', async () => {
    set('rights', { check: check(fails()) });
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
            problem: { kind: 'checkFails', lacks: fails().lacks },
          },
        ],
      })) as never);
    await user.click(screen.getByLabelText('Ja, dit onderdeel is af'));
    document
      .querySelector('form')
      ?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
    const words = 'Rechten: Deze rechten ontbreken: Raadplegen HRM.';
    const link = await screen.findByRole('link', { name: words });
    expect(link.getAttribute('href')).toBe('#item-rights');
    expect(screen.getAllByText(words, { exact: false })).toHaveLength(2);
  });

  test('lets one go on with a written reason only, which stays', async () => {
    set('rights', { check: check(fails()) });
    const user = await show();
    await user.click(screen.getByRole('button', { name: /^Toch doorgaan/ }));
    await user.click(screen.getByRole('button', { name: 'Ga toch door' }));
    expect(screen.getByText('Schrijf op waarom je toch doorgaat')).toBeTruthy();
    expect(commands.changes.goOn).not.toHaveBeenCalled();
    commands.changes.goOn.mockImplementation(() => {
      set('rights', {
        check: check(fails(), { went_on: { reason: { clear: 'Komt morgen' }, stamp } }),
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

describe('setting it right in Loket', () => {
  const preview: LoketChangePreview = {
    change: {
      kind: 'setRights',
      user_name: { clear: 'koppel_asr' },
      give: ['Raadplegen HRM'],
      take: ['Beheren beloningen'],
    },
    employer: 'Bakkerij Voorbeeld B.V.',
    employer_name: 'Bakkerij in Loket B.V.',
    employer_id: '3f2a9c10-1111-4222-8333-444455556666',
    stays: ['Raadplegen beloningen'],
    user: null,
    variant: null,
    token: 'abc',
  };
  async function ask(shown: LoketChangePreview = preview) {
    set('rights', { check: check(fails(), { can_do: true }) });
    const user = await show();
    commands.previewLoketChange.mockImplementation(() => ok(shown));
    await user.click(screen.getByRole('button', { name: /^Zet goed in Loket/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Dit verandert in Loket' });
    return { user, dialog };
  }
  const yes = () => screen.getByRole('button', { name: 'Ja, wijzig in Loket' });

  test('first shows exactly what changes; the focus is on no', async () => {
    const { user, dialog } = await ask();
    expect(texts(dialog, 'h3')).toEqual([
      'Deze rechten komen erbij',
      'Deze rechten gaan weg',
      'Dit blijft zoals het is',
    ]);
    expect(texts(dialog, 'li')).toEqual([
      'Raadplegen HRM',
      'Beheren beloningen',
      'Raadplegen beloningen',
    ]);
    expect(document.activeElement?.textContent).toBe('Annuleer');
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(commands.applyLoketChange).not.toHaveBeenCalled();
  });

  test("names the employer as Loket has it, and says when the name is the card's", async () => {
    const loket = await ask();
    expect(texts(loket.dialog, 'dt')).toEqual(['Werkgever in Loket', 'Werkgever ID']);
    expect(loket.dialog.textContent).not.toContain('Bakkerij Voorbeeld B.V.');
    cleanup();
    const card = await ask({ ...preview, employer_name: null });
    expect(texts(card.dialog, 'dt')[0]).toContain('op je kaart');
    expect(texts(card.dialog, 'dd')[0]).toBe('Bakkerij Voorbeeld B.V.');
  });

  test('shows the user to be made, and the variant that moves with why', async () => {
    const made = await ask({
      ...preview,
      change: { kind: 'makeUser', user_name: { clear: 'koppel_asr' }, rights: ['viewHrm'] },
      user: { initials: 'K', last_name: 'Koppeling', email: 'salaris@kantoor.example' },
      stays: [],
    });
    expect(texts(made.dialog, 'dd')).toEqual([
      'Bakkerij in Loket B.V.',
      '3f2a9c10-1111-4222-8333-444455556666',
      'koppel_asr',
      'K',
      'Koppeling',
      'salaris@kantoor.example',
    ]);
    cleanup();
    const moved = await ask({
      ...preview,
      change: { kind: 'switchProducts', on: ['MijnLoket - Declaraties'], off: [] },
      variant: { from: text('Start'), to: text('Plus'), because: [text('Declaraties')] },
    });
    expect(moved.dialog.textContent.replace(/\s+/g, ' ')).toContain(
      'De variant gaat van Start naar Plus. Dat komt door: Declaraties.',
    );
  });

  /** The program changes it, and this comes of it. */
  const comes = (outcome: LoketChangeOutcome, more: Partial<LoketChangeResult> = {}) =>
    commands.applyLoketChange.mockImplementation(() =>
      ok({ outcome, state: structuredClone(dossier.state), refused: null, ...more }),
    );
  /** The text of the outcome, once it is there. */
  async function place(first: string | RegExp) {
    const words = await screen.findByText(first);
    return words.closest('[role=status]')?.textContent.replace(/\s+/g, ' ') ?? '';
  }

  test('does it after an explicit yes, with the token of what was shown', async () => {
    const { user } = await ask();
    set('rights', { check: check({ kind: 'met' }) });
    comes({ kind: 'done' });
    await user.click(yes());
    const [first] = commands.applyLoketChange.mock.calls;
    expect(first?.slice(0, 3)).toEqual([DOSSIER, 'rights', 'abc']);
    expect(await screen.findByText('Gewijzigd in Loket, en teruggelezen.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Zet goed in Loket/ })).toBeNull();
  });

  test('what Loket refuses is said in its own words', async () => {
    const { user } = await ask();
    comes({ kind: 'notDone', messages: [{ clear: 'Dit recht mag hier niet.' }] });
    await user.click(yes());
    const said = await place('Dit is niet gewijzigd in Loket.');
    expect(said).toContain('Loket zegt: Dit recht mag hier niet.');
    expect(said).not.toContain('Onzeker');
  });

  test('a conflict shows both sides', async () => {
    const { user } = await ask();
    const asked = ['Raadplegen HRM', 'Raadplegen beloningen'];
    comes({
      kind: 'conflict',
      messages: [{ clear: 'Gewijzigd.' }],
      asked,
      read: ['Raadplegen beloningen'],
    });
    await user.click(yes());
    const said = await place(/intussen door iemand anders gewijzigd/);
    expect(said).toContain('Gevraagd: Raadplegen HRM, Raadplegen beloningen.');
    expect(said).toContain('In Loket: Raadplegen beloningen.');
    expect(said).toContain('Loket zegt: Gewijzigd.');
  });

  test.each([
    [true, 'De rechten zijn niet zoals gevraagd.'],
    [false, 'Of de rechten erop staan, is niet bekend: teruglezen lukte niet.'],
  ])('a user without its rights is done in part (read back: %s)', async (read_back, words) => {
    const { user } = await ask();
    comes({ kind: 'partly', messages: [], read_back });
    await user.click(yes());
    const said = await place('Deels gelukt: de gebruiker staat in Loket.');
    expect(said).toContain(words);
    expect(said).toContain('zet daarna de rechten goed');
  });

  test('what is uncertain is not called done or undone, and asking again tells', async () => {
    const { user } = await ask();
    comes({ kind: 'uncertain' });
    await user.click(yes());
    const said = await place('Onzeker: niemand weet of dit nu zo in Loket staat.');
    expect(said).toContain('Het is één keer verstuurd');
    expect(said).toContain('Er wordt niets vanzelf opnieuw verstuurd.');
    expect(said, 'what was read before the change says nothing').not.toContain(
      'laat Loket nu zien',
    );
    const status = screen.getByText(/^Onzeker/).closest<HTMLElement>('[role=status]');
    const look = within(status ?? document.body).getByRole('button', {
      name: 'Controleer in Loket',
    });
    await user.click(look);
    expect(commands.checkDossier).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByText(/^Onzeker/)).toBeNull());
    expect(commands.applyLoketChange).toHaveBeenCalledOnce();
  });

  test('what was read after the change is told beside an outcome that is not known', async () => {
    const { user } = await ask();
    const later = check(fails());
    for (const evidence of later.verdict?.evidence ?? []) evidence.at = '2026-11-20T13:06:00Z';
    const state = structuredClone(dossier.state);
    Object.assign(state.items.rights ?? {}, { check: later });
    state.history_count += 1;
    comes({ kind: 'uncertain' }, { state });
    await user.click(yes());
    const said = await place('Onzeker: niemand weet of dit nu zo in Loket staat.');
    expect(said).toContain('Dit laat Loket nu zien: Deze rechten ontbreken: Raadplegen HRM.');
  });

  test('what came of it is told also when no check followed', async () => {
    const { user } = await ask();
    comes({ kind: 'done' }, { refused: { code: 'loket', fault: { kind: 'signedOut' } } });
    await user.click(yes());
    const said = await place('Gewijzigd in Loket, en teruggelezen.');
    expect(said).toContain('Er is daarna niet opnieuw nagekeken.');
  });

  test('what was not begun is told as such', async () => {
    const { user } = await ask();
    commands.applyLoketChange.mockImplementation((() =>
      refused({ code: 'loket', fault: { kind: 'previewChanged' } })) as never);
    await user.click(yes());
    expect(await screen.findByText(/Intussen is er iets anders in Loket/)).toBeTruthy();
    expect(screen.queryByText(/Gewijzigd in Loket/)).toBeNull();
  });
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
