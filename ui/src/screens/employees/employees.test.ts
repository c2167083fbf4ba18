import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type {
  EmployeeChangesView,
  EmployeeFileChoice,
  EmployeeNote,
  EmployeesRead,
  EmployeesSaved,
  EmployeesView,
  EmployerId,
  NamedPeople,
  Text,
} from '../../host';
import { startProgram } from '../../shell/program.svelte';
import { asId } from '../../testing/ids';
import { link, ok, refused, startup } from '../../testing/samples';
import { setLanguage } from '../../words/words.svelte';
import { isAboutEmployees } from '../step/employees';
import ChooseEmployer from './ChooseEmployer.svelte';
import Employees from './Employees.svelte';

const commands = vi.hoisted(() => ({
  startup: vi.fn(),
  connection: vi.fn(),
  stopRun: vi.fn(),
  employeeFile: vi.fn(),
  readEmployees: vi.fn(),
  chooseEmployeeColumns: vi.fn(),
  saveEmployeeFile: vi.fn(),
  closeEmployeeFile: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));
vi.mock('../../host/progress', () => ({
  channelTo: (tell: unknown) => tell,
  progressTo: (tell: unknown) => tell,
}));

const user = userEvent.setup();
const text = (nl: string): Text => ({ nl, en: `${nl} (en)` });
const titles = {
  employeeNumber: text('Personeelsnummer'),
  lastName: text('Achternaam'),
  end: text('Uit dienst'),
  workEmail: text('E-mail werk'),
};
const nobody: NamedPeople = { count: 0, people: [] };
const named = (...names: string[]): NamedPeople => ({
  count: names.length,
  people: names.map((name) => ({ name, columns: [] })),
});

function columnsOf(choice: EmployeeFileChoice): EmployeesView['columns'] {
  const all = Object.entries(titles).map(([column, title]) => ({
    column: column as keyof typeof titles,
    title,
  }));
  const chosen = choice.columns.map((column) => ({
    column,
    title: titles[column as keyof typeof titles],
    chosen: true,
  }));
  const rest = all.filter(({ column }) => !choice.columns.includes(column));
  return [...chosen, ...rest.map((one) => ({ ...one, chosen: false }))];
}

function view(over: Partial<EmployeesView> = {}): EmployeesView {
  const choice: EmployeeFileChoice = {
    columns: ['employeeNumber', 'lastName'],
    leavers: true,
    format: 'csv',
  };
  return {
    employer: 'Bakkerij De Gouden Korenaar',
    linked: true,
    choice,
    columns: columnsOf(over.choice ?? choice),
    last: null,
    lastSealed: false,
    read: null,
    ...over,
  };
}

function read(over: Partial<EmployeesRead> = {}): EmployeesRead {
  return {
    at: '2026-11-20T13:02:00Z',
    rows: 2,
    leaversLeftOut: 0,
    heads: [titles.employeeNumber, titles.lastName],
    preview: [
      ['12', 'Proef'],
      ['34', '=Voorbeeld'],
    ],
    notes: [],
    canMake: true,
    changes: null,
    ...over,
  };
}

function changes(over: Partial<EmployeeChangesView> = {}): EmployeeChangesView {
  return {
    since: '2026-10-20T13:02:00Z',
    new: nobody,
    changed: nobody,
    gone: nobody,
    left: nobody,
    same: 2,
    notCompared: [],
    whole: true,
    ...over,
  };
}

const show = async (shown: EmployeesView) => {
  commands.employeeFile.mockReturnValue(ok(shown));
  const page = render(Employees, {
    route: { name: 'employees', id: asId<EmployerId>('e1') },
  });
  await screen.findByRole('heading', { name: 'Medewerkers naar bestand' });
  return page;
};

beforeEach(async () => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  history.replaceState(null, '', '#/werkgevers/e1/medewerkers');
  commands.startup.mockReturnValue(ok(startup()));
  commands.connection.mockReturnValue(ok(link()));
  commands.closeEmployeeFile.mockReturnValue(ok(null));
  await startProgram();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.resetAllMocks();
  setLanguage('nl');
});

describe('the page of a file of employees', () => {
  test('nothing is made before Loket was read, and what was read is let go on leaving', async () => {
    const page = await show(view());
    const make = screen.getByRole('button', { name: 'Maak bestand' });
    expect(make.getAttribute('aria-disabled')).toBe('true');
    screen.getByText('Lees eerst de medewerkers uit Loket.');
    await user.click(make);
    expect(commands.saveEmployeeFile).not.toHaveBeenCalled();
    commands.readEmployees.mockReturnValue(ok(view({ read: read() })));
    await user.click(screen.getByRole('button', { name: 'Lees uit Loket' }));
    const table = await screen.findByRole('table', { name: 'De eerste 2 rijen van het bestand' });
    within(table).getByRole('columnheader', { name: 'Achternaam' });
    within(table).getByRole('cell', { name: '=Voorbeeld' });
    screen.getByText('2 rijen: een voor elk dienstverband.');
    expect(make.getAttribute('aria-disabled')).toBe('false');
    page.unmount();
    expect(commands.closeEmployeeFile).toHaveBeenCalledWith('e1');
  });

  test('columns are ticked and moved, and each choice is remembered', async () => {
    await show(view());
    commands.chooseEmployeeColumns.mockImplementation((_, choice: EmployeeFileChoice) =>
      ok(view({ choice })),
    );
    await user.click(screen.getByRole('checkbox', { name: 'E-mail werk' }));
    await user.click(screen.getByRole('button', { name: 'Zet E-mail werk omhoog' }));
    expect(document.activeElement?.textContent).toContain('Zet E-mail werk omhoog');
    await user.click(screen.getByRole('checkbox', { name: 'Personeelsnummer' }));
    await user.click(screen.getByRole('radio', { name: /Excel-bestand/ }));
    await user.click(screen.getByRole('checkbox', { name: /Ook wie al uit dienst is/ }));
    await waitFor(() => {
      expect(commands.chooseEmployeeColumns).toHaveBeenLastCalledWith('e1', {
        columns: ['workEmail', 'lastName'],
        leavers: false,
        format: 'xlsx',
      });
    });
    const list = screen.getByRole('list', { name: 'Kolommen van het bestand' });
    const labels = within(list)
      .getAllByRole('checkbox')
      .map((box) => box.closest('label')?.textContent.trim());
    expect(labels).toEqual(['E-mail werk', 'Achternaam', 'Personeelsnummer', 'Uit dienst']);
    const first = screen.getByRole('button', { name: 'Zet E-mail werk omhoog' });
    expect(first.getAttribute('aria-disabled')).toBe('true');
  });

  test('a choice that is not saved is said', async () => {
    await show(view());
    commands.chooseEmployeeColumns.mockReturnValue(refused({ code: 'notSaved', why: 'diskFull' }));
    await user.click(screen.getByRole('checkbox', { name: 'Uit dienst' }));
    await screen.findByRole('alert');
  });

  test('what may be missing or does not go along is said before the file is made', async () => {
    const notes: EmployeeNote[] = [
      { kind: 'shortened', settings: ['ActiveEmployments'] },
      { kind: 'columnUnread', column: titles.workEmail, why: text('Je mag dit niet lezen.') },
      { kind: 'columnSensitive', column: titles.employeeNumber, values: 'bsn' },
      { kind: 'emailsUnknown', people: 1 },
      { kind: 'numberMissing', column: titles.employeeNumber, people: 2 },
      { kind: 'numberTwice', column: titles.employeeNumber, numbers: 1 },
      { kind: 'filtersUnknown', why: text('Loket was niet te bereiken.') },
    ];
    await show(view({ read: read({ notes, leaversLeftOut: 3 }) }));
    screen.getByText(
      /filterinstellingen in Loket laten medewerkers weg \(alleen wie nu in dienst is\)/,
    );
    screen.getByText(
      'De kolom E-mail werk gaat niet mee, want die is niet gelezen. Je mag dit niet lezen.',
    );
    screen.getByText(/De kolom Personeelsnummer gaat niet mee: alle waarden zijn geschreven als/);
    screen.getByText(/Van 1 medewerker is het e-mailadres niet bekend/);
    screen.getByText(/2 medewerkers hebben in Loket niets bij Personeelsnummer/);
    screen.getByText(/1 nummer staat op meer dan een rij/);
    screen.getByText(/is niet bekend. Loket was niet te bereiken./);
    screen.getByText('3 medewerkers uit dienst gaan niet mee.');
  });

  test('what changed is counted, with names, and gone is said only of a whole list', async () => {
    const changed: NamedPeople = {
      count: 1,
      people: [{ name: 'Wijzigt, W.', columns: [titles.lastName, titles.end] }],
    };
    const some = changes({ new: named('Nieuw, N.'), changed, gone: named('Weg, W.') });
    const first = await show(view({ read: read({ changes: some }) }));
    await user.click(screen.getByText('1 medewerker gewijzigd'));
    screen.getByText('Achternaam, Uit dienst');
    screen.getByText('1 medewerker nieuw');
    screen.getByText('1 medewerker niet meer in Loket');
    screen.getByText('2 rijen hetzelfde gebleven.');
    first.unmount();
    const unsure = changes({ gone: { count: 102, people: named('Weg, W.').people }, whole: false });
    const second = await show(view({ read: read({ changes: unsure }) }));
    screen.getByText('102 medewerkers niet meer in de lijst');
    screen.getByText(/of zij uit Loket weg zijn, is niet bekend/);
    screen.getByText('en nog 101');
    second.unmount();
    const third = await show(view({ read: read({ changes: changes() }) }));
    screen.getByText('Niets: alle rijen zijn zoals toen.');
    third.unmount();
    await show(view({ read: read(), lastSealed: true }));
    screen.getByText(/Wat er is veranderd, is daarom niet bekend/);
  });

  test('the file is made, and what could not be kept is said', async () => {
    const shown = view({ read: read() });
    await show(shown);
    const saved: EmployeesSaved = {
      made: {
        kind: 'employees',
        name: 'OEFENEN medewerkers.csv',
        sha256: 'ab',
        at: '2026-11-20T13:05:00Z',
        by: 'NV',
        recorded: true,
      },
      comparable: false,
      view: { ...shown, last: { at: '2026-11-20T13:05:00Z', people: 2 } },
    };
    commands.saveEmployeeFile.mockReturnValueOnce(refused({ code: 'cancelled' }));
    const make = screen.getByRole('button', { name: 'Maak bestand' });
    await user.click(make);
    expect(screen.queryByRole('alert')).toBeNull();
    commands.saveEmployeeFile.mockReturnValueOnce(ok(saved));
    await user.click(make);
    await screen.findByText('Gemaakt en cel voor cel teruggelezen: OEFENEN medewerkers.csv');
    screen.getByText(/kon niet versleuteld worden bewaard/);
    screen.getByText(/Laatste bestand: .*, 2 rijen/);
    commands.saveEmployeeFile.mockReturnValueOnce(refused({ code: 'employeesNotRead' }));
    await user.click(make);
    await screen.findByText('De medewerkers zijn niet gelezen');
  });

  test('without a Werkgever ID the way on is the card, and nothing is asked of Loket', async () => {
    await show(view({ linked: false }));
    screen.getByText(/staat geen Werkgever ID/);
    expect(screen.queryByRole('button', { name: 'Lees uit Loket' })).toBeNull();
    screen.getByRole('link', { name: 'Vul de kaart aan' });
  });

  test('the page is as accessible in English', async () => {
    setLanguage('en');
    commands.employeeFile.mockReturnValue(
      ok(view({ read: read({ changes: changes({ new: named('New, N.') }) }) })),
    );
    const page = render(Employees, {
      route: { name: 'employees', id: asId<EmployerId>('e1') },
    });
    await screen.findByRole('heading', { name: 'Employees to a file' });
    screen.getByText('1 employee new');
    const { violations } = await audit(page.container, { rules: { region: { enabled: false } } });
    expect(violations).toEqual([]);
  });
});

test('from the hours an employer is chosen first', async () => {
  const onClose = vi.fn();
  const employers = [{ id: asId<EmployerId>('e1'), name: 'Bakkerij' }];
  render(ChooseEmployer, { employers, onClose });
  await user.click(screen.getByRole('button', { name: 'Ga verder' }));
  expect(screen.getByLabelText('Werkgever').getAttribute('aria-invalid')).toBe('true');
  await user.selectOptions(screen.getByLabelText('Werkgever'), 'Bakkerij');
  await user.click(screen.getByRole('button', { name: 'Ga verder' }));
  expect(location.hash).toBe('#/werkgevers/e1/medewerkers');
});

test('steps of a handbook about employees from Loket are known by what they cover', () => {
  const step = (rows: string[]) => ({ rows }) as Parameters<typeof isAboutEmployees>[0];
  expect(
    [['PS10'], ['PS5', 'PS1'], ['PS11'], []].map((rows) => isAboutEmployees(step(rows))),
  ).toEqual([true, true, false, false]);
});
