import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import DossierScreen from '../dossier/DossierLayout.fixture.svelte';
import { check, DOSSIER, ok, opened, refused, rightMissing, text } from '../dossier/fixture';
import { fakeCommands } from '../dossier/fakeCommands';
import type {
  LoketChangeResult,
  LoketChangeOutcome,
  LoketChangePreview,
  ItemState,
  ItemId,
  StepId,
} from '../host';
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
const texts = (within: HTMLElement, what: string) =>
  [...within.querySelectorAll(what)].map((one) => one.textContent.replace(/\s+/g, ' ').trim());

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
    set('rights', { check: check(rightMissing(), { can_do: true }) });
    const user = await show();
    commands.previewLoketChange.mockImplementation(() => ok(shown));
    await user.click(screen.getByRole('button', { name: /^Pas aan in Loket/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Dit verandert in Loket' });
    return { user, dialog };
  }
  const yes = () => screen.getByRole('button', { name: 'Ja, wijzig in Loket' });

  test('first shows exactly what changes; the focus is on no', async () => {
    const { user, dialog } = await ask();
    expect(texts(dialog, 'h3')).toEqual([
      'Deze rechten komen erbij',
      'Deze rechten vervallen',
      'Dit blijft zoals het is',
    ]);
    expect(texts(dialog, 'li')).toEqual([
      'Raadplegen HRM',
      'Beheren beloningen',
      'Raadplegen beloningen',
    ]);
    expect(document.activeElement?.textContent).toBe('Annuleren');
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
      variant: {
        from: text('Start'),
        to: text('Plus'),
        because: [text('Declaraties'), text('Verlofaanvragen')],
      },
    });
    const why = within(moved.dialog).getByText(
      'De variant gaat van Start naar Plus.',
    ).parentElement;
    expect(why?.textContent).toContain('Dat komt door:');
    const causes = within(why ?? document.body).getAllByRole('listitem');
    expect(causes.map(({ textContent }) => textContent)).toEqual([
      'Declaraties',
      'Verlofaanvragen',
    ]);
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
    expect(screen.queryByRole('button', { name: /^Pas aan in Loket/ })).toBeNull();
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

  test('what was read after the change is shown with an outcome that is not known', async () => {
    const { user } = await ask();
    const later = check(rightMissing());
    for (const evidence of later.verdict?.evidence ?? []) evidence.at = '2026-11-20T13:06:00Z';
    const state = structuredClone(dossier.state);
    Object.assign(state.items[asId<ItemId>('rights')] ?? {}, { check: later });
    state.history_count += 1;
    comes({ kind: 'uncertain' }, { state });
    await user.click(yes());
    const said = await place('Onzeker: niemand weet of dit nu zo in Loket staat.');
    expect(said).toContain('Dit laat Loket nu zien: Deze rechten ontbreken: Raadplegen HRM.');
  });

  test('what came of it is shown also when no check followed', async () => {
    const { user } = await ask();
    comes({ kind: 'done' }, { refused: { code: 'loket', fault: { kind: 'signedOut' } } });
    await user.click(yes());
    const said = await place('Gewijzigd in Loket, en teruggelezen.');
    expect(said).toContain('Er is daarna niet opnieuw gecontroleerd.');
  });

  test('what was not begun is shown as such', async () => {
    const { user } = await ask();
    commands.applyLoketChange.mockImplementation((() =>
      refused({ code: 'loket', fault: { kind: 'previewChanged' } })) as never);
    await user.click(yes());
    expect(await screen.findByText(/Intussen is er iets anders in Loket/)).toBeTruthy();
    expect(screen.queryByText(/Gewijzigd in Loket/)).toBeNull();
  });
});
