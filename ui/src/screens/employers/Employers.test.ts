import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Employer as EmployerData, EmployerId } from '../../host';
import { startRouter } from '../../shell/router.svelte';
import { employer, ok, refused, summary, waiting } from '../../testing/samples';
import Employer from './Employer.svelte';
import Employers from './Employers.svelte';
import NewEmployer from './NewEmployer.svelte';
import { asId } from '../../testing/ids';

const commands = vi.hoisted(() => ({
  watchDroppedFiles: vi.fn(() => Promise.resolve({ status: 'ok', data: null })),
  employers: vi.fn(),
  handbooks: vi.fn(),
  employer: vi.fn(),
  saveEmployerCard: vi.fn<(typed: EmployerData) => unknown>(),
  newEmployerDraft: vi.fn(),
  dropEmployerDraft: vi.fn(),
  keepEmployerDraft: vi.fn(),
  employerRemoval: vi.fn(),
  removeEmployer: vi.fn(),
  copyText: vi.fn(),
  readEmployers: vi.fn(),
  readEmployer: vi.fn(),
  takeOverFromLoket: vi.fn(),
  checkSelection: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({
  channelTo: (tell: unknown) => tell,
  progressTo: (tell: unknown) => tell,
}));

let stop: () => void;
beforeEach(() => {
  history.replaceState(null, '', '#/werkgevers');
  stop = startRouter();
  commands.copyText.mockReturnValue(ok(null));
  commands.handbooks.mockReturnValue(ok([]));
  commands.newEmployerDraft.mockReturnValue(ok(null));
  commands.dropEmployerDraft.mockReturnValue(ok(null));
  commands.keepEmployerDraft.mockReturnValue(ok(null));
  commands.employer.mockReturnValue(
    ok({
      employer: employer('e1', 'Bakker'),
      dossiers: [summary('d1', { status: waiting('Loket', '2026-11-10', '2026-11-12') })],
      draft: null,
      differences: [],
    }),
  );
});
afterEach(() => {
  cleanup();
  stop();
  vi.resetAllMocks();
});
const faults = async (container: HTMLElement) => {
  const { violations } = await audit(container, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
};

describe('the list', () => {
  beforeEach(() => {
    commands.employers.mockReturnValue(
      ok([
        { employer: employer('e2', 'Zuivel'), dossiers: 0, open: 0 },
        { employer: employer('e1', 'Café De Proef', { kvk: '87654321' }), dossiers: 3, open: 1 },
      ]),
    );
  });

  test('stands by name, with how many dossiers are open and done', async () => {
    const { container } = render(Employers);
    await screen.findByRole('link', { name: 'Zuivel' });
    expect(screen.getAllByRole('rowheader').map((row) => row.textContent.trim())).toEqual([
      expect.stringContaining('Café De Proef'),
      expect.stringContaining('Zuivel'),
    ]);
    expect(screen.getByText('1 open, 2 afgerond')).toBeTruthy();
    expect(await faults(container)).toEqual([]);
  });

  test('is searched by name without accents and by number', async () => {
    render(Employers);
    const user = userEvent.setup();
    const box = await screen.findByRole('searchbox');
    await user.type(box, 'cafe proef');
    expect(screen.queryByRole('link', { name: 'Zuivel' })).toBeNull();
    expect(screen.getByText('1 van 2')).toBeTruthy();
    await user.clear(box);
    await user.type(box, '8765');
    expect(screen.getByRole('link', { name: 'Café De Proef' })).toBeTruthy();
    await user.type(box, 'x');
    expect(screen.getByText('Geen werkgever past hierbij.')).toBeTruthy();
  });
});

describe('the card', () => {
  test('copies each number, and links to its dossiers', async () => {
    const { container } = render(Employer, {
      route: { name: 'employer', id: asId<EmployerId>('e1') },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Kopieer loonheffingennummer' }));
    expect(commands.copyText).toHaveBeenCalledWith('123456782L01');
    expect(screen.getByRole('link', { name: 'a.s.r. werkgever' }).getAttribute('href')).toBe(
      '#/dossiers/d1',
    );
    expect(screen.getByText('12 nov, te laat', { exact: false })).toBeTruthy();
    expect(await faults(container)).toEqual([]);
  });

  test('an employer that is gone is said, without a card', async () => {
    commands.employer.mockReturnValue(refused({ code: 'notFound' }));
    render(Employer, { route: { name: 'employer', id: asId<EmployerId>('e1') } });
    expect(await screen.findByText('Dit is er niet meer')).toBeTruthy();
  });

  test('removing says exactly what goes before it goes', async () => {
    commands.employerRemoval.mockReturnValue(
      ok({ dossiers: 2, events: 48, files: 3, backups: 1, set_aside: 0 }),
    );
    commands.removeEmployer.mockReturnValue(ok(null));
    render(Employer, { route: { name: 'employer', id: asId<EmployerId>('e1') } });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Verwijder werkgever' }));
    const dialog = screen.getByRole('dialog', { name: 'Bakker verwijderen?' });
    expect(await within(dialog).findByText('48 gebeurtenissen in de geschiedenis')).toBeTruthy();
    expect(within(dialog).getByText(/In 1 back-up blijft alles staan/)).toBeTruthy();
    expect(commands.removeEmployer).not.toHaveBeenCalled();
    await user.click(
      within(dialog).getByRole('button', { name: 'Verwijder de werkgever en 2 dossiers' }),
    );
    expect(commands.removeEmployer).toHaveBeenCalledExactlyOnceWith('e1');
    expect(window.location.hash).toBe('#/werkgevers');
  });

  test('a removal that is refused leaves everything, and says why', async () => {
    commands.employerRemoval.mockReturnValue(
      ok({ dossiers: 0, events: 0, files: 0, backups: 0, set_aside: 0 }),
    );
    commands.removeEmployer.mockReturnValue(refused({ code: 'keychain', why: 'locked' }));
    render(Employer, { route: { name: 'employer', id: asId<EmployerId>('e1') } });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Verwijder werkgever' }));
    await user.click(await screen.findByRole('button', { name: 'Verwijder de werkgever' }));
    expect(await screen.findByText('De sleutelring is niet te gebruiken')).toBeTruthy();
    expect(screen.getByRole('dialog')).toBeTruthy();
  });
});

test('the dossiers of an employer need no scrolling sideways, and stay a table', async () => {
  render(Employer, { route: { name: 'employer', id: asId<EmployerId>('e1') } });
  const table = await screen.findByRole('table');
  expect(table.classList.contains('scrolls')).toBe(false);
  const row = within(table).getAllByRole('row')[1];
  expect([...(row?.children ?? [])].map((cell) => cell.getAttribute('role'))).toEqual([
    'rowheader',
    'cell',
    'cell',
    'cell',
  ]);
});

describe('what comes from Loket', () => {
  const seen = '2026-11-18T13:02:00Z';

  test('the list says which were seen there, and which are not any more', async () => {
    commands.employers.mockReturnValue(
      ok([
        { employer: employer('e1', 'Bakker'), dossiers: 0, open: 0 },
        {
          employer: employer('e2', 'Drukker', { loket: { seen, vanished: true } }),
          dossiers: 0,
          open: 0,
        },
      ]),
    );
    commands.readEmployers.mockReturnValue(ok({ read: 14, new: 2, vanished: 1, refreshed: 3 }));
    render(Employers);
    expect(await screen.findByText('Zelf ingevoerd', { selector: 'td' })).toBeTruthy();
    expect(screen.getByText('Niet meer gevonden in Loket', { selector: 'td' })).toBeTruthy();
    await userEvent
      .setup()
      .click(screen.getByRole('button', { name: 'Lees werkgevers uit Loket' }));
    expect(await screen.findByText('14 werkgevers gelezen uit Loket')).toBeTruthy();
    expect(screen.getByText('Niet meer gevonden').nextElementSibling?.textContent).toBe('1');
    expect(commands.employers).toHaveBeenCalledTimes(2);
  });

  test('the card shows both values with their moment, and takes over the one of Loket', async () => {
    const card = {
      employer: employer('e1', 'Bakker', { loket: { seen, vanished: false } }),
      dossiers: [],
      differences: [{ field: 'kvk', card: '12345678', loket: '87654321', at: seen }],
    };
    commands.employer.mockReturnValue(ok(card));
    commands.takeOverFromLoket.mockReturnValue(ok({ ...card, differences: [] }));
    const { container } = render(Employer, {
      route: { name: 'employer', id: asId<EmployerId>('e1') },
    });
    const region = await screen.findByRole('region', { name: 'Anders in Loket' });
    expect(within(region).getByText('12345678')).toBeTruthy();
    expect(within(region).getByText('87654321')).toBeTruthy();
    expect(within(region).getByText('Uit Loket, gelezen 18 november 14.02')).toBeTruthy();
    expect(await faults(container)).toEqual([]);
    await userEvent
      .setup()
      .click(within(region).getByRole('button', { name: 'Neem KvK-nummer over uit Loket' }));
    expect(commands.takeOverFromLoket).toHaveBeenCalledExactlyOnceWith('e1', 'kvk');
    expect(screen.queryByRole('region', { name: 'Anders in Loket' })).toBeNull();
  });

  test('checking everything tells what is not right, with the way there', async () => {
    const checked = {
      dossiers: 1,
      fine: 0,
      worsened: ['d1'],
      failing: [],
      reasons: [],
      skipped: [],
    };
    commands.checkSelection.mockReturnValue(ok(checked));
    render(Employer, { route: { name: 'employer', id: asId<EmployerId>('e1') } });
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Controleer alles' }));
    const result = await screen.findByText(/Klopte eerst, nu niet/);
    expect(within(result).getByRole('link').getAttribute('href')).toBe('#/dossiers/d1');
  });

  test('an employer of Loket is read, also without a dossier', async () => {
    const loket = { seen: '2026-11-18T13:02:00Z', vanished: false };
    const card = {
      employer: { ...employer('e1', 'Bakker'), loket, administrations: [] },
      dossiers: [],
      draft: null,
      differences: [],
    };
    const read = { ...card.employer, kvk: '12345678' };
    commands.employer.mockReturnValue(ok(card));
    commands.readEmployer.mockReturnValue(ok({ ...card, employer: read }));
    render(Employer, { route: { name: 'employer', id: asId<EmployerId>('e1') } });
    const ask = await screen.findByRole('button', { name: 'Lees gegevens uit Loket' });
    expect(screen.queryByText(/Zelf ingevuld/)).toBeNull();
    await userEvent.setup().click(ask);
    expect(await screen.findByText('12345678')).toBeTruthy();
    expect(commands.readEmployer.mock.calls.map(([id]) => id as string)).toEqual(['e1']);
  });

  test('an employer that was entered by hand offers no reading', async () => {
    render(Employer, { route: { name: 'employer', id: asId<EmployerId>('e1') } });
    await screen.findByText(/Zelf ingevuld/);
    expect(screen.queryByRole('button', { name: 'Lees gegevens uit Loket' })).toBeNull();
  });

  test('an employer that could not be asked about says why', async () => {
    const skipped = [{ employer: 'e1', name: 'Bakker', why: { kind: 'vanished' } }];
    const checked = { dossiers: 0, fine: 0, worsened: [], failing: [], reasons: [], skipped };
    commands.checkSelection.mockReturnValue(ok(checked));
    render(Employer, { route: { name: 'employer', id: asId<EmployerId>('e1') } });
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Controleer alles' }));
    expect(await screen.findByText(/de werkgever is niet gevonden in Loket/)).toBeTruthy();
  });
});

describe('the form', () => {
  test('is saved while it is filled in, and goes on to the card', async () => {
    commands.saveEmployerCard.mockImplementation((from) => {
      const card = {
        employer: { ...from, id: 'e7', changed: '2026-11-20T13:05:00Z' },
        dossiers: [],
      };
      const empty = { field: 'company_name', problem: 'empty' };
      return ok(from.company_name === '' ? { card: null, wrong: [empty] } : { card, wrong: [] });
    });
    const { container } = render(NewEmployer);
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText(/KvK-nummer/), '12345678');
    await user.tab();
    expect(commands.saveEmployerCard.mock.calls[0]?.[0].kvk).toBe('12345678');
    expect(screen.queryByText(/^Bewaard om/)).toBeNull();
    expect(screen.queryByRole('region', { name: 'Er is een probleem' })).toBeNull();
    await user.type(screen.getByLabelText('Bedrijfsnaam'), 'Bakker');
    await user.tab();
    expect(await screen.findByText('Bewaard om 14.05')).toBeTruthy();
    expect(await faults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Doorgaan' }));
    expect(window.location.hash).toBe('#/werkgevers/e7');
  });

  test('what was typed before and not saved is there again, and can be thrown away', async () => {
    const typed = { ...employer('', ''), kvk: '12', administrations: [] };
    commands.newEmployerDraft.mockReturnValue(ok(typed));
    const { container } = render(NewEmployer);
    expect((await screen.findByLabelText<HTMLInputElement>(/KvK-nummer/)).value).toBe('12');
    expect(await faults(container)).toEqual([]);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Gooi weg wat niet is bewaard' }));
    expect(screen.getByLabelText<HTMLInputElement>(/KvK-nummer/).value).toBe('');
    expect(screen.queryByText(/wat je eerder typte/)).toBeNull();
  });

  test('what does not read is said on Doorgaan, by the name of its administration', async () => {
    commands.saveEmployerCard.mockReturnValue(
      ok({
        card: null,
        wrong: [
          { field: 'company_name', problem: 'empty' },
          { field: 'administrations.0.payroll_taxes_number', problem: 'failsElevenTest' },
        ],
      }),
    );
    render(NewEmployer);
    const user = userEvent.setup();
    // The first administration stands there already.
    await user.click(await screen.findByRole('button', { name: 'Nog een administratie' }));
    for (const taxes of screen.getAllByLabelText(/Loonheffingennummer/))
      await user.type(taxes, '1');
    expect(screen.queryByRole('region', { name: 'Er is een probleem' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Doorgaan' }));
    const errors = await screen.findByRole('region', { name: 'Er is een probleem' });
    expect(
      within(errors)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual([
      'Vul in: Bedrijfsnaam',
      'Administratie 1, Loonheffingennummer: er is een cijfer verkeerd getypt',
    ]);
  });
});
