import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConnectionState, OperationState, RegistrationInput, SessionState } from '../../host';
import { forgetConnection } from '../../shell/connection.svelte';
import { startRouter } from '../../shell/router.svelte';
import { link, ok, refused } from '../../testing/samples';
import Connection from './Connection.svelte';

const commands = vi.hoisted(() => ({
  connection: vi.fn(),
  keepDraft: vi.fn<(dossier: string | null, place: string, text: string) => unknown>(() =>
    Promise.resolve({ status: 'ok', data: null }),
  ),
  switchEnvironment: vi.fn(),
  saveRegistration: vi.fn<(sent: RegistrationInput) => unknown>(),
  beginSignIn: vi.fn(),
  openSignIn: vi.fn(),
  finishSignIn: vi.fn(),
  pasteAnswer: vi.fn(),
  cancelSignIn: vi.fn(),
  signOut: vi.fn(),
  confirmUser: vi.fn(),
  openSandbox: vi.fn(),
  permissions: vi.fn(),
  readEmployers: vi.fn(),
  copyText: vi.fn<(text: string) => unknown>(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({ progressTo: (tell: unknown) => tell }));

const signedOut: SessionState = { kind: 'signedOut' };
const signingIn: Extract<SessionState, { kind: 'signingIn' }> = {
  kind: 'signingIn',
  signing_in: { address: 'https://oauth.loket.nl/authorize?state=x', listens: true, taken: [] },
};
const empty = { ...link().registration, client_id: '', has_secret: false };
const operation = (activity: string, over: Partial<OperationState> = {}): OperationState => ({
  activity,
  purpose: { nl: `Voor ${activity}`, en: `For ${activity}` },
  writes: false,
  may: { kind: 'unknown' },
  ...over,
});
const loket = (kind: string) => refused({ code: 'loket', fault: { kind } });

function show(state: Partial<ConnectionState> = {}) {
  commands.connection.mockReturnValue(ok(link(state)));
  return { user: userEvent.setup(), ...render(Connection) };
}
/** The sign-in stays pending until this is called. */
let back: (answer: unknown) => void;

let stop: () => void;
beforeEach(() => {
  history.replaceState(null, '', '#/verbinding');
  stop = startRouter();
  commands.permissions.mockReturnValue(
    ok([operation('GetUserByToken'), operation('PatchModulesByEmployerId', { writes: true })]),
  );
  commands.copyText.mockReturnValue(ok(null));
  commands.openSignIn.mockReturnValue(ok(null));
  commands.beginSignIn.mockReturnValue(ok(link({ session: signingIn })));
  commands.cancelSignIn.mockReturnValue(ok(link({ session: signedOut })));
  commands.finishSignIn.mockImplementation(() => new Promise((resolve) => (back = resolve)));
});
afterEach(() => {
  cleanup();
  stop();
  forgetConnection();
  vi.resetAllMocks();
});
const faults = async (container: HTMLElement) => {
  const { violations } = await audit(container, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
};

describe('the environment', () => {
  test('going over starts the page anew, and stays where it is when refused', async () => {
    const { user } = show();
    commands.switchEnvironment.mockReturnValueOnce(refused({ code: 'environmentClosed' }));
    const reload = vi.spyOn(window.location, 'reload').mockReturnValue(undefined);
    await user.click(await screen.findByLabelText(/^Acceptatie/));
    await user.click(screen.getByRole('button', { name: 'Ga naar acceptatie' }));
    expect(await screen.findByText(/van die omgeving zijn niet te openen/)).toBeTruthy();
    expect(reload).not.toHaveBeenCalled();
    commands.switchEnvironment.mockReturnValue(ok(null));
    await user.click(screen.getByRole('button', { name: 'Opnieuw proberen' }));
    expect(commands.switchEnvironment).toHaveBeenLastCalledWith('acceptance');
    expect(reload).toHaveBeenCalledOnce();
  });
});

describe('what Loket gave the office', () => {
  test('what does not read is said on top and beside the field', async () => {
    const wrong = [
      { field: 'client_id', problem: 'notAGuid' },
      { field: 'prefix', problem: 'notAnAddress' },
    ];
    commands.saveRegistration.mockReturnValue(refused({ code: 'wrong', fields: wrong }));
    const { user, container } = show({ session: { kind: 'notRegistered' }, registration: empty });
    await user.type(await screen.findByLabelText('Client ID'), 'kort');
    await user.click(screen.getByRole('button', { name: 'Bewaar' }));
    const summary = await screen.findByRole('region', { name: 'Er is een probleem' });
    expect(
      within(summary)
        .getAllByRole('link')
        .map((one) => one.textContent),
    ).toEqual([
      'Client ID: vul de lange code met streepjes in',
      'Voorvoegsel van het API-adres: vul een adres in dat hier bruikbaar is',
    ]);
    expect(screen.getByLabelText('Client ID').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByLabelText('Client ID')).toHaveProperty('value', 'kort');
    expect(await faults(container)).toEqual([]);
  });

  test('the secret goes in once, and is never shown', async () => {
    let has = false;
    commands.saveRegistration.mockImplementation(({ client_id, secret }) => {
      has ||= secret !== null;
      const kept = { ...empty, client_id, has_secret: has };
      return ok(link({ session: signedOut, registration: kept }));
    });
    const { user } = show({ session: { kind: 'notRegistered' }, registration: empty });
    await user.type(await screen.findByLabelText('Client ID'), link().registration.client_id);
    await user.type(screen.getByLabelText(/^Client secret/), 'zeer geheim');
    await user.click(screen.getByRole('button', { name: 'Bewaar' }));
    expect(commands.saveRegistration.mock.calls.map(([sent]) => sent.secret)).toContain(
      'zeer geheim',
    );
    expect(await screen.findByText('Staat in de sleutelring')).toBeTruthy();
    expect(document.body.innerHTML).not.toContain('zeer geheim');
    expect(screen.queryByLabelText(/^Client secret/)).toBeNull();
  });

  test('a keychain that is locked keeps what was typed, and says so', async () => {
    commands.saveRegistration.mockReturnValue(refused({ code: 'keychain', why: 'locked' }));
    const { user } = show({ session: { kind: 'notRegistered' }, registration: empty });
    await user.type(await screen.findByLabelText('Client ID'), 'x');
    await user.type(screen.getByLabelText(/^Client secret/), 'geheim');
    await user.click(screen.getByRole('button', { name: 'Bewaar' }));
    expect(await screen.findByText(/Ontgrendel de sleutelring/)).toBeTruthy();
    expect(screen.getByLabelText(/^Client secret/)).toHaveProperty('value', 'geheim');
  });

  test('forgetting the secret asks first, and sends it empty', async () => {
    commands.saveRegistration.mockReturnValue(
      ok(link({ registration: { ...link().registration, has_secret: false } })),
    );
    const { user } = show({ session: signedOut });
    await user.click(await screen.findByRole('button', { name: 'Wijzigen' }));
    await user.click(screen.getByRole('button', { name: 'Verwijder' }));
    expect(commands.saveRegistration).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Verwijder het client secret' }));
    expect(commands.saveRegistration).toHaveBeenCalledWith(expect.objectContaining({ secret: '' }));
    expect(await screen.findByLabelText(/^Client secret/)).toBeTruthy();
  });
});

describe('signing in', () => {
  test('waits for the browser, and says who is signed in', async () => {
    const { user, container } = show({ session: signedOut });
    await user.click(await screen.findByRole('button', { name: 'Meld je aan bij Loket' }));
    expect(await screen.findByText(/Wacht op de browser/)).toBeTruthy();
    expect(commands.openSignIn).toHaveBeenCalledOnce();
    expect(await faults(container)).toEqual([]);
    back({ status: 'ok', data: link() });
    expect(await screen.findByText('Je bent aangemeld als N. Voorbeeld.')).toBeTruthy();
  });

  test('a sign-in that holds until closing says so; without a name nobody is named', async () => {
    const session: SessionState = {
      kind: 'signedIn',
      user: '',
      since: null,
      office: null,
      instead_of: null,
    };
    const { container } = show({ session, session_only: true });
    expect(await screen.findByText('Je bent aangemeld.')).toBeTruthy();
    expect(screen.getByText('Je blijft aangemeld tot Koppelwijzer sluit.')).toBeTruthy();
    expect(screen.getByText(/naam mag niet gelezen worden/)).toBeTruthy();
    expect(container.textContent).not.toContain('als .');
    expect(await faults(container)).toEqual([]);
  });

  test('another user than the last time is asked about, and nothing is read before', async () => {
    const session: SessionState = {
      kind: 'signedIn',
      user: 'S Stage',
      since: null,
      office: 'Kantoor Oefening',
      instead_of: { user: 'O Oefenaar', office: 'Kantoor Oefening', employers: 12 },
    };
    const { user, container } = show({ session });
    expect(await screen.findByText('Je bent nu S Stage van Kantoor Oefening.')).toBeTruthy();
    expect(screen.getByText(/Deze gebruiker kan bij 12 werkgevers/)).toBeTruthy();
    expect(screen.getByText(/De vorige keer was het O Oefenaar van Kantoor Oefening/)).toBeTruthy();
    const read = screen.getByRole('button', { name: 'Lees werkgevers uit Loket' });
    expect(read.getAttribute('aria-disabled')).toBe('true');
    expect(await faults(container)).toEqual([]);
    commands.confirmUser.mockReturnValue(ok(link()));
    await user.click(screen.getByRole('button', { name: 'Ja, ga verder als deze gebruiker' }));
    expect(commands.confirmUser).toHaveBeenCalledOnce();
    expect(await screen.findByText('Je bent aangemeld als N. Voorbeeld.')).toBeTruthy();
  });

  test('who is not the right user signs in as another', async () => {
    const session: SessionState = {
      kind: 'signedIn',
      user: 'S Stage',
      since: null,
      office: null,
      instead_of: { user: 'O Oefenaar', office: null, employers: null },
    };
    const { user } = show({ session });
    commands.signOut.mockReturnValue(ok(link({ session: signedOut })));
    await user.click(await screen.findByRole('button', { name: 'Meld je aan als een ander' }));
    expect(commands.signOut).toHaveBeenCalledOnce();
    expect(await screen.findByText(/Wacht op de browser/)).toBeTruthy();
  });

  test('who was signed in is left out where no name is known', async () => {
    show({ session: { kind: 'ended', user: '' } });
    expect(await screen.findByRole('button', { name: 'Opnieuw aanmelden' })).toBeTruthy();
    expect(screen.queryByText(/Je was aangemeld als/)).toBeNull();
  });

  test('a browser that does not open gives the address to copy', async () => {
    commands.openSignIn.mockReturnValue(refused({ code: 'notOpened' }));
    const { user } = show({ session: signedOut });
    await user.click(await screen.findByRole('button', { name: 'Meld je aan bij Loket' }));
    expect(await screen.findByText(/De browser ging niet open/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /Kopieer adres van de aanmeldpagina/ }));
    expect(commands.copyText).toHaveBeenCalledWith('https://oauth.loket.nl/authorize?state=x');
    await user.click(screen.getByRole('button', { name: 'Annuleer het aanmelden' }));
  });

  test.each([
    ['wrongState', /hoort bij een andere aanmelding/],
    ['noCode', /staat geen code in/],
  ])(
    'what is pasted and is %s is said beside the field, and waiting goes on',
    async (kind, said) => {
      commands.pasteAnswer.mockReturnValue(loket(kind));
      const { user } = show({ session: signedOut });
      await user.click(await screen.findByRole('button', { name: 'Meld je aan bij Loket' }));
      await user.click(await screen.findByText('Kom je niet vanzelf terug?'));
      const field = screen.getByLabelText('Plak het adres uit de adresbalk');
      await user.type(field, 'iets');
      await user.click(screen.getByRole('button', { name: 'Gebruik dit adres' }));
      expect(await screen.findByText(said)).toBeTruthy();
      expect(field.getAttribute('aria-invalid')).toBe('true');
      expect(screen.getByText(/Wacht op de browser/)).toBeTruthy();
      await user.click(screen.getByRole('button', { name: 'Annuleer het aanmelden' }));
    },
  );

  test.each([
    ['denied', /geweigerd op de pagina van Loket/],
    ['timedOut', /niet binnen vijf minuten terug/],
  ])('%s is a calm word with a way to try again', async (kind, said) => {
    const { user } = show({ session: signedOut });
    await user.click(await screen.findByRole('button', { name: 'Meld je aan bij Loket' }));
    back({ status: 'error', error: { code: 'loket', fault: { kind } } });
    expect(await screen.findByText(said)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Opnieuw proberen' }));
    expect(commands.beginSignIn).toHaveBeenCalledTimes(2);
    await user.click(await screen.findByRole('button', { name: 'Annuleer het aanmelden' }));
  });

  test('cancelling goes back without a word about it', async () => {
    const { user } = show({ session: signedOut });
    await user.click(await screen.findByRole('button', { name: 'Meld je aan bij Loket' }));
    await user.click(await screen.findByRole('button', { name: 'Annuleer het aanmelden' }));
    back({ status: 'error', error: { code: 'loket', fault: { kind: 'stopped' } } });
    expect(await screen.findByRole('button', { name: 'Meld je aan bij Loket' })).toBeTruthy();
    expect(screen.queryByText('Je hebt het gestopt')).toBeNull();
  });

  test('one that nobody waits for is ended: the page started anew under it', async () => {
    show({ session: signingIn });
    expect(await screen.findByRole('button', { name: 'Meld je aan bij Loket' })).toBeTruthy();
    expect(commands.cancelSignIn).toHaveBeenCalledOnce();
  });

  test('one that ended says so, and that the clock is wrong', async () => {
    show({ session: { kind: 'ended', user: 'N. Voorbeeld' }, clock_difference: 420 });
    expect(await screen.findByText('Je aanmelding bij Loket is verlopen.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Opnieuw aanmelden' })).toBeTruthy();
    expect(screen.getByText(/loopt 7 minuten achter/)).toBeTruthy();
  });

  test.each([
    [90_000, 'loopt 1 dag en 1 uur achter'],
    [-86_400, 'loopt 1 dag voor'],
    [7_260, 'loopt 2 uur en 1 minuut achter'],
  ])('a clock that is %i seconds off is told in days and hours', async (seconds, said) => {
    show({ session: signedOut, clock_difference: seconds });
    expect(await screen.findByText(new RegExp(said))).toBeTruthy();
  });

  test('after twenty seconds of waiting the usual causes are named, and pasting is offered', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    commands.connection.mockReturnValue(ok(link({ session: signedOut })));
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
    render(Connection);
    await user.click(await screen.findByRole('button', { name: 'Meld je aan bij Loket' }));
    await screen.findByText(/Wacht op de browser/);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(screen.queryByText(/Duurt het lang/)).toBeNull();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(screen.getByText(/Duurt het lang/)).toBeTruthy();
    for (const cause of [/niet beveiligd is \(http\)/, /ander profiel/, /privévenster/]) {
      expect(screen.getByText(cause)).toBeTruthy();
    }
    expect(screen.getAllByLabelText('Plak het adres uit de adresbalk')).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Annuleer het aanmelden' }));
    vi.useRealTimers();
  });

  test('ports that are taken are told apart, and the answer is pasted', async () => {
    const taken = [
      { port: 29317, why: 'inUse' },
      { port: 31717, why: 'reserved' },
    ];
    const silent = { ...signingIn, signing_in: { ...signingIn.signing_in, listens: false, taken } };
    commands.beginSignIn.mockReturnValue(ok(link({ session: silent as SessionState })));
    const { user } = show({ session: signedOut });
    await user.click(await screen.findByRole('button', { name: 'Meld je aan bij Loket' }));
    expect(await screen.findByText(/Poort 29317 is in gebruik/)).toBeTruthy();
    expect(screen.getByText(/Poort 31717 is door Windows gereserveerd/)).toBeTruthy();
    expect(screen.getByLabelText('Plak het adres uit de adresbalk')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Annuleer het aanmelden' }));
  });

  test('practising says which user, and opens the practice page', async () => {
    commands.openSandbox.mockReturnValue(ok(null));
    const { user } = show({ environment: 'sandbox', session: signedOut });
    expect(await screen.findByText('oefenen', { selector: '.code' })).toBeTruthy();
    expect(screen.getByText(/hebt hier geen client ID nodig/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open het oefen-Loket' }));
    expect(commands.openSandbox).toHaveBeenCalledOnce();
  });
});

describe('signed in', () => {
  test('reads the employers, says what that brought, and signs out', async () => {
    commands.readEmployers.mockReturnValue(ok({ read: 14, new: 2, vanished: 0, refreshed: 3 }));
    commands.signOut.mockReturnValue(ok(link({ session: signedOut })));
    const { user, container } = show();
    await user.click(await screen.findByRole('button', { name: 'Lees werkgevers uit Loket' }));
    expect(await screen.findByText('14 werkgevers gelezen uit Loket')).toBeTruthy();
    expect(await faults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Meld je af' }));
    expect(await screen.findByText('Meld je eerst aan bij Loket.')).toBeTruthy();
  });

  test('who signs out without a keychain is signed out, and reads that it was not asked', async () => {
    commands.signOut.mockReturnValue(refused({ code: 'keychain', why: 'missing' }));
    const { user } = show();
    const out = await screen.findByRole('button', { name: 'Meld je af' });
    commands.connection.mockReturnValue(ok(link({ session: signedOut })));
    await user.click(out);
    expect(await screen.findByText('Meld je eerst aan bij Loket.')).toBeTruthy();
    expect(screen.getByText(/heeft geen sleutelring/)).toBeTruthy();
  });

  test('what may and may not is asked, with what gives it, and copied as text', async () => {
    const { user } = show();
    const ask = await screen.findByRole('button', { name: 'Controleer mijn rechten' });
    const no = { kind: 'no', rights: ['Raadplegen HRM', 'Beheren HRM'], products: [] } as const;
    commands.permissions.mockReturnValue(
      ok([
        operation('GetUserByToken', { may: { kind: 'yes' } }),
        operation('GetModulesByEmployerId', {
          may: { ...no, rights: [...no.rights], products: [] },
        }),
        operation('PatchModulesByEmployerId', { writes: true }),
      ]),
    );
    await user.click(ask);
    expect(commands.permissions).toHaveBeenLastCalledWith(true);
    expect(await screen.findByText('1 toegestaan, 1 niet toegestaan, 1 onbekend.')).toBeTruthy();
    expect(screen.getByText('Geef het recht Raadplegen HRM of Beheren HRM.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Kopieer als tekst' }));
    const text = commands.copyText.mock.calls.at(-1)?.[0] ?? '';
    expect(text).toContain('Alleen lezen:\n- GetUserByToken: Voor GetUserByToken (Toegestaan? Ja)');
    expect(text).toContain('Wijzigen, alleen na jouw akkoord:\n- PatchModulesByEmployerId');
  });
});
