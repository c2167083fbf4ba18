import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DOSSIER, ok, refused, stamp } from '../../dossier/fixture';
import { resetDossier, unmount, commands } from '../../dossier/testHost';
import type { Finding } from '../../host';
import type { ItemId, StepId } from '../../host';
import { asId } from '../../testing/ids';
import { itemOf, show } from './testStep';

let dossier = resetDossier();
vi.mock('../../host/bindings', () => ({ commands: {} }));
vi.mock('../../host/host', () => import('../../dossier/testHost'));

beforeEach(() => {
  dossier = resetDossier();
  history.replaceState(null, '', `#/dossiers/${DOSSIER}/stap/make-user`);
});
afterEach(unmount);

const answers = () =>
  commands.changes.answerItem.mock.calls.map(([, { item, answer }]) => [item, answer]);
function rightsFindings() {
  const found = dossier.state.items[asId<ItemId>('rights')]?.findings;
  if (!found) throw new Error('the step has rights');
  return found;
}
const differs = (problem: Finding['problem']): Finding => ({
  step: asId('make-user'),
  item: asId('rights'),
  row: null,
  column: null,
  problem,
});
const unanswered = (item: string): Finding => ({
  ...differs({ kind: 'unanswered' }),
  item: asId(item),
});
const go = () => screen.getByRole('button', { name: 'Doorgaan' });

/** Submits as a browser does: the fake page does not know a button outside its form. */
async function goOn() {
  const form = document.querySelector('form');
  form?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
  await tick();
  await new Promise((done) => setTimeout(done, 5));
}

describe('what is entered is saved', () => {
  test('a field when it is left, not while it is typed', async () => {
    const user = await show('make-user');
    await user.type(screen.getByLabelText('Gebruikersnaam'), 'koppel_asr');
    expect(answers()).toEqual([]);
    await user.tab();
    await waitFor(() => expect(answers()).toHaveLength(1));
    expect(answers()).toEqual([['user-name', { kind: 'value', value: { clear: 'koppel_asr' } }]]);
    expect(screen.getByText('Bewaard om 14.05')).toBeTruthy();
  });

  test('a field also after a pause, so that closing loses nothing', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const user = await show('make-user');
    await user.type(screen.getByLabelText('Gebruikersnaam'), 'kop');
    await vi.advanceTimersByTimeAsync(2100);
    expect(answers()).toEqual([['user-name', { kind: 'value', value: { clear: 'kop' } }]]);
    vi.useRealTimers();
  });

  test('a tick, a choice and a right at once', async () => {
    const user = await show('make-user');
    await user.click(screen.getByLabelText('De gebruiker is nieuw'));
    await user.click(screen.getByLabelText('Kantoor'));
    await user.click(screen.getByLabelText('Raadplegen HRM'));
    await waitFor(() => expect(answers()).toHaveLength(3));
    expect(answers()).toEqual([
      ['is-new', { kind: 'confirmed' }],
      ['level', { kind: 'value', value: { clear: 'office' } }],
      ['rights', { kind: 'set', ids: ['viewHrm'] }],
    ]);
    expect(screen.getByText('1 van 2 gegeven')).toBeTruthy();
  });

  test('a failed save keeps what was typed, says so, and tries again', async () => {
    const user = await show('make-user');
    commands.changes.answerItem.mockImplementationOnce(
      () => refused({ code: 'notSaved', why: 'diskFull' }) as never,
    );
    const field = screen.getByLabelText<HTMLInputElement>('Gebruikersnaam');
    await user.type(field, 'koppel_asr');
    await user.tab();
    const alert = await screen.findByText('De schijf is vol. Maak ruimte en probeer het opnieuw.');
    expect(alert).toBeTruthy();
    expect(field.value).toBe('koppel_asr');
    await user.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    await waitFor(() => expect(answers()).toHaveLength(2));
    await waitFor(() => expect(screen.queryByText(/De schijf is vol/)).toBeNull());
  });

  test('what the host made of it is shown', async () => {
    commands.changes.answerItem.mockImplementationOnce((_, { item }) => {
      const found = dossier.state.items[item];
      if (found) found.answer = { kind: 'value', value: { clear: 'netjes' } };
      dossier.state = structuredClone(dossier.state);
      return Promise.resolve({ status: 'ok' as const, data: dossier.state });
    });
    const user = await show('make-user');
    const field = screen.getByLabelText<HTMLInputElement>('Gebruikersnaam');
    await user.type(field, '  netjes ');
    await user.tab();
    await waitFor(() => expect(field.value).toBe('netjes'));
  });
});

describe('what is known is not asked again', () => {
  test('it is a fact with its origin, and a field only when the reader wants to change it', async () => {
    const user = await show('make-user');
    expect(screen.getByText('Dit weten we al')).toBeTruthy();
    expect(screen.getByText('Kantoor Voorbeeld')).toBeTruthy();
    expect(screen.getByText(/Uit je instellingen, 2 november/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Wijzigen' }));
    const field = screen.getByLabelText<HTMLInputElement>('Naam van je kantoor');
    expect(field.value).toBe('Kantoor Voorbeeld');
    expect(document.activeElement).toBe(field);
  });

  test('a line whose condition does not hold is not shown, and comes when it does', async () => {
    const user = await show('make-user');
    expect(screen.queryByLabelText('Naam van het team')).toBeNull();
    const team = dossier.state.items[asId<ItemId>('team')];
    if (team) team.applies = true;
    await user.click(screen.getByLabelText('Kantoor'));
    expect(await screen.findByLabelText('Naam van het team')).toBeTruthy();
  });
});

describe('going on', () => {
  test('asks whether the step is done; the summary takes the focus and leads to the question', async () => {
    itemOf(dossier, 'is-new').findings = [unanswered('is-new')];
    await show('make-user');
    expect(go().getAttribute('form')).toBe('step');
    await goOn();
    const summary = screen.getByRole('region', { name: 'Er is een probleem' });
    expect(document.activeElement).toBe(summary);
    const link = within(summary).getByRole('link');
    expect(link.textContent).toBe('Kies of je deze stap hebt afgerond');
    await userEvent.setup().click(link);
    expect(document.activeElement).toBe(screen.getByLabelText('Ja, deze stap is af'));
  });

  test('a step that has all it asks counts as done: one press goes on', async () => {
    await show('make-user');
    expect(screen.getByLabelText<HTMLInputElement>('Ja, deze stap is af').checked).toBe(true);
    await goOn();
    expect(commands.changes.completeStep).toHaveBeenCalledWith(DOSSIER, {
      kind: 'completeStep',
      step: 'make-user',
    });
  });

  test('a step of which one says that it is not done is left open', async () => {
    const user = await show('make-user');
    await user.click(screen.getByLabelText('Nee, ik kom hier later op terug'));
    await goOn();
    expect(commands.changes.completeStep).not.toHaveBeenCalled();
  });

  test('what is missing stands in the summary and in the same words at the field', async () => {
    const user = await show('make-user');
    commands.changes.completeStep.mockImplementationOnce(
      () =>
        refused({
          code: 'incomplete',
          findings: [
            {
              step: 'make-user',
              item: 'is-new',
              row: null,
              column: null,
              problem: { kind: 'unanswered' },
            },
            {
              step: 'make-user',
              item: 'user-name',
              row: null,
              column: null,
              problem: { kind: 'value', problem: 'notAUsername' },
            },
            {
              step: 'make-user',
              item: 'rights',
              row: null,
              column: null,
              problem: { kind: 'rightsMissing', rights: ['viewHrm'] },
            },
          ],
        }) as never,
    );
    await user.click(screen.getByLabelText('Ja, deze stap is af'));
    await goOn();
    const links = within(screen.getByRole('region', { name: 'Er is een probleem' }))
      .getAllByRole('link')
      .map((link) => link.textContent);
    expect(links).toEqual([
      'Vink aan: De gebruiker is nieuw',
      'Gebruikersnaam: vul 3 tot 50 tekens in die Loket aanneemt',
      'Deze rechten ontbreken nog: Raadplegen HRM',
    ]);
    for (const words of links) expect(screen.getAllByText(words)).toHaveLength(2);
    expect(screen.getByLabelText('Gebruikersnaam').getAttribute('aria-invalid')).toBe('true');
  });

  test('a finished step leads to the next one that can be worked on', async () => {
    const user = await show('make-user');
    await user.click(screen.getByLabelText('Ja, deze stap is af'));
    await goOn();
    expect(commands.changes.completeStep).toHaveBeenCalledWith(DOSSIER, {
      kind: 'completeStep',
      step: 'make-user',
    });
    expect(window.location.hash).toBe(`#/dossiers/${DOSSIER}/stap/collect`);
  });

  test('Ctrl Enter keeps what is being typed, then finishes the step', async () => {
    const user = await show('make-user');
    await user.type(screen.getByLabelText('Gebruikersnaam'), 'koppel_asr');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(commands.changes.completeStep).toHaveBeenCalledOnce());
    expect(answers()).toHaveLength(1);
  });

  test('later keeps what is typed and goes to the list', async () => {
    const user = await show('make-user');
    await user.type(screen.getByLabelText('Gebruikersnaam'), 'half');
    await user.click(screen.getByRole('button', { name: 'Opslaan en later verder' }));
    await waitFor(() => expect(window.location.hash).toBe(`#/dossiers/${DOSSIER}`));
    expect(answers()).toHaveLength(1);
    expect(commands.changes.completeStep).not.toHaveBeenCalled();
  });

  test('a step that cannot start says what comes first', async () => {
    const send = dossier.state.steps[2];
    if (send) send.status = { kind: 'cannotStart', because: [asId('make-user')], causes: [] };
    await show('send');
    expect(screen.getByText('Deze stap kan nog niet starten. Eerst:')).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Maak een eigen gebruiker in Loket' });
    expect(link.getAttribute('href')).toBe(`#/dossiers/${DOSSIER}/stap/make-user`);
  });

  test('a step that is held back names the line that is wrong, however far away, and leads to it', async () => {
    const send = dossier.state.steps[2];
    const causes = [{ step: asId<StepId>('make-user'), items: [asId<ItemId>('rights')] }];
    if (send) send.status = { kind: 'cannotStart', because: [asId('collect')], causes };
    await show('send');
    expect(screen.getByText('Dit houdt hem tegen:')).toBeTruthy();
    const name = 'Rechten (stap Maak een eigen gebruiker in Loket)';
    const link = screen.getByRole('link', { name });
    expect(link.getAttribute('href')).toBe(`#/dossiers/${DOSSIER}/stap/make-user?veld=rights`);
  });

  test('a finished step that is not right any more says so, and names the line', async () => {
    const [step] = dossier.state.steps;
    if (step) Object.assign(step, { status: { kind: 'outdated' }, completed: stamp });
    rightsFindings().push(differs({ kind: 'checkFails', lacks: [{ kind: 'noAccess' }] }));
    const user = await show('make-user');
    expect(screen.getByText('Deze stap is afgerond, maar dit klopt niet meer:')).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Rechten' }));
    expect(document.activeElement?.id).toBe('item-rights');
    expect(screen.getByLabelText<HTMLInputElement>('Ja, deze stap is af').checked).toBe(true);
  });

  test('what is ticked otherwise than asked can be gone on over, with a reason', async () => {
    const finding = differs({ kind: 'rightsMissing', rights: ['viewHrm'] });
    rightsFindings().push(finding);
    commands.changes.completeStep.mockImplementationOnce(
      () => refused({ code: 'incomplete', findings: [finding] }) as never,
    );
    const user = await show('make-user');
    expect(screen.queryByRole('button', { name: /^Toch doorgaan/ })).toBeNull();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(await screen.findByRole('button', { name: /^Toch doorgaan/ }));
    const reason = { clear: 'Keylane vroeg er maar vijf' };
    await user.type(screen.getByLabelText('Waarom ga je toch door?'), reason.clear);
    commands.changes.goOn.mockImplementationOnce(() => {
      Object.assign(dossier.state.items[asId<ItemId>('rights')] ?? {}, {
        findings: [],
        went_on: { reason, stamp },
      });
      return ok(structuredClone(dossier.state));
    });
    await user.click(screen.getByRole('button', { name: 'Ga toch door' }));
    expect(commands.changes.goOn).toHaveBeenCalledExactlyOnceWith(DOSSIER, {
      kind: 'goOn',
      item: 'rights',
      reason: reason.clear,
    });
    expect(
      await screen.findByText(/^Toch doorgegaan door NV.*Keylane vroeg er maar vijf/),
    ).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Toch doorgaan/ })).toBeNull();
  });

  test('a step that hangs on a choice still to make asks nothing yet, and names the choice', async () => {
    const send = dossier.state.steps[2];
    if (send) send.status = { kind: 'dependsOn', item: asId('level') };
    await show('send');
    const why = 'Hangt af van een keuze die je nog maakt: Waar maak je hem?';
    expect(screen.getByText(why)).toBeTruthy();
    expect(screen.queryByText(/niet van toepassing/)).toBeNull();
    expect(screen.queryByText('Heb je deze stap afgerond?')).toBeNull();
  });

  test('a dossier that is signed off can only be read', async () => {
    dossier.state.signed_off = {
      actor: { name: 'Sam Proef', initials: 'SP' },
      at: '2026-11-20T09:00:00Z',
    };
    await show('make-user');
    expect(screen.getByText(/afgetekend door Sam Proef/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Gebruikersnaam').readOnly).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>('De gebruiker is nieuw').disabled).toBe(true);
    expect(screen.queryByText('Heb je deze stap afgerond?')).toBeNull();
  });
});

describe('not doing it now', () => {
  test('setting aside needs a reason', async () => {
    const user = await show('make-user');
    await user.click(screen.getByText('Deze stap nu niet doen'));
    await user.click(screen.getByRole('button', { name: 'Niet van toepassing' }));
    await user.click(screen.getByRole('button', { name: 'Zet op niet van toepassing' }));
    expect(screen.getByText('Schrijf op waarom deze stap niet nodig is')).toBeTruthy();
    expect(commands.changes.setStepAside).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('Waarom is deze stap niet nodig?'), 'Er is er al een');
    await user.click(screen.getByRole('button', { name: 'Zet op niet van toepassing' }));
    expect(commands.changes.setStepAside).toHaveBeenCalledWith(DOSSIER, {
      kind: 'setStepAside',
      step: 'make-user',
      reason: 'Er is er al een',
    });
  });

  test('help opens its own page, by its place in the list', async () => {
    const user = await show('make-user');
    await user.click(screen.getByText('Als dit niet lukt'));
    await user.click(screen.getByRole('button', { name: 'Uitleg bij Loket' }));
    expect(commands.openPage).toHaveBeenCalledWith(DOSSIER, 'make-user', 0);
  });

  test('a source says of when it is and when it was read', async () => {
    const user = await show('make-user');
    await user.click(screen.getByText('Bronnen'));
    expect(screen.getByText(/Document van augustus 2016\. Gelezen op 2 november/)).toBeTruthy();
  });
});

test('a note about the step goes to the host with the step', async () => {
  const user = await show('make-user');
  await user.click(screen.getByRole('button', { name: 'Notitie' }));
  await user.type(screen.getByLabelText('Nieuwe notitie'), 'Bel maandag');
  await user.click(screen.getByRole('button', { name: 'Bewaar notitie' }));
  expect(commands.changes.addNote).toHaveBeenCalledWith(DOSSIER, {
    kind: 'addNote',
    step: 'make-user',
    text: 'Bel maandag',
  });
});

test.each(['make-user', 'collect', 'send'])(
  'the page of %s has no fault that can be found by machine',
  async (step) => {
    await show(step);
    // Regions are the frame's.
    const { violations } = await audit(document.body, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  },
);
