import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { run as audit } from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Expected, Handbook as HandbookData, HandbookId, TomlProblem } from '../../host';
import { startRouter } from '../../shell/router.svelte';
import { book, ok, officeBook, refused } from '../../testing/samples';
import { setLanguage } from '../../words';
import { describeExpected } from './describeExpected';
import Handbook from './Handbook.svelte';
import Handbooks from './Handbooks.svelte';
import { asId } from '../../testing/ids';

const commands = vi.hoisted(() => ({
  handbooks: vi.fn(),
  handbook: vi.fn(),
  handbookChanges: vi.fn(),
  importHandbook: vi.fn(),
  previewHandbook: vi.fn(),
  removeHandbook: vi.fn(),
  saveFile: vi.fn(),
  openSource: vi.fn(),
}));
vi.mock('../../host/bindings', () => ({ commands }));

const text = (nl: string, en = nl) => ({ nl, en });
const whole: HandbookData = {
  ...book('asr-werkgever'),
  version: 2,
  warnings: [{ text: text('Neem een <b>eigen</b> gebruiker.') }],
  afterwards: text('a.s.r. haalt de gegevens op.'),
  leads_to: [asId('asr-kantoor')],
  steps: [
    {
      id: asId('one'),
      part: text('Vooraf'),
      title: text('Vraag het na'),
      hint: text('Anders weet a.s.r. het niet.'),
      who: 'employer',
      items: [
        { id: asId('asked'), label: text('De werkgever vroeg het aan'), ask: { kind: 'confirm' } },
      ],
    },
    {
      id: asId('two'),
      part: text('In Loket'),
      title: text('Maak een gebruiker'),
      hint: text('Standaard.'),
      who: 'office',
      place: { loket: ['Werkgever', 'Gebruikers'] },
    },
  ],
};

let stop: () => void;
beforeEach(() => {
  history.replaceState(null, '', '#/handboeken');
  stop = startRouter();
  commands.handbooks.mockReturnValue(
    ok([book('asr-werkgever', { version: 2, versions: [2, 1] }), officeBook]),
  );
  commands.handbook.mockReturnValue(ok(whole));
});
afterEach(() => {
  cleanup();
  stop();
  setLanguage('nl');
  vi.resetAllMocks();
});
const faults = async (container: HTMLElement) => {
  const { violations } = await audit(container, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
};

describe('the catalogue', () => {
  test('says for whom, how old the technique is, and when each source was read', async () => {
    commands.openSource.mockReturnValue(ok(null));
    const { container } = render(Handbooks);
    expect(await screen.findByText('Eén keer voor je kantoor')).toBeTruthy();
    expect(screen.getByText(/door Loket niet meer bijgewerkt/)).toBeTruthy();
    expect(screen.getAllByText(/gelezen 2 november/)).toHaveLength(2);
    expect(screen.getAllByText(/document van augustus 2016/)).toHaveLength(2);
    const sources = screen.getAllByRole('button', { name: 'Open Handleiding in je browser' });
    for (const source of sources) await userEvent.setup().click(source);
    expect(commands.openSource.mock.calls).toEqual([
      ['asr-werkgever', 0],
      ['asr-kantoor', 0],
    ]);
    expect(await faults(container)).toEqual([]);
  });

  test('a handbook with faults is shown line by line, and nothing was imported', async () => {
    const fault = (line: number, expected: Expected) => ({
      file: 'eigen.toml',
      line,
      column: 1,
      path: 'steps[0]',
      expected,
    });
    commands.importHandbook.mockReturnValue(
      refused({
        code: 'handbookFaults',
        faults: [
          fault(3, { code: 'key', key: 'title' }),
          fault(9, {
            code: 'oneOf',
            found: '<img onerror=x>',
            allowed: ['text', 'email'],
            meant: null,
          }),
        ],
      }),
    );
    const { container } = render(Handbooks);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Importeer een eigen handboek' }));
    expect(screen.getByRole('heading', { name: 'Er zitten 2 fouten in dit bestand' })).toBeTruthy();
    expect(screen.getByText('“title” ontbreekt.')).toBeTruthy();
    expect(screen.getByText('Een van “text”, “email”. Hier staat “<img onerror=x>”.')).toBeTruthy();
    expect(container.querySelector('img')).toBeNull();
    expect(await faults(container)).toEqual([]);
  });

  test('one that is imported stands in the catalogue', async () => {
    commands.importHandbook.mockReturnValue(ok({ id: 'x', version: 1, title: text('Archief') }));
    render(Handbooks);
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: 'Importeer een eigen handboek' });
    commands.handbooks.mockReturnValue(ok([book('x', { title: text('Archief'), imported: true })]));
    await user.click(button);
    expect(await screen.findByRole('link', { name: 'Archief' })).toBeTruthy();
    expect(screen.getByText('1, eigen handboek')).toBeTruthy();
  });

  test('a file is looked at with its steps and lines, and nothing is imported', async () => {
    commands.previewHandbook.mockReturnValue(ok(whole));
    const { container } = render(Handbooks);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Bekijk een bestand' }));
    expect(await screen.findByText(/is nog niet geïmporteerd: er is niets bewaard/)).toBeTruthy();
    expect(screen.getByText('De werkgever vroeg het aan')).toBeTruthy();
    expect(commands.importHandbook).not.toHaveBeenCalled();
    expect(await faults(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Sluit dit voorbeeld' }));
    expect(screen.queryByText('De werkgever vroeg het aan')).toBeNull();
  });

  test('a version that dossiers follow is not replaced, and says so', async () => {
    commands.importHandbook.mockReturnValue(
      refused({ code: 'handbookTaken', id: asId('x'), version: 2, dossiers: 3 }),
    );
    render(Handbooks);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Importeer een eigen handboek' }));
    expect(
      await screen.findByText('3 dossiers volgen versie 2 van dit handboek, met een andere inhoud'),
    ).toBeTruthy();
    expect(screen.getByText(/Geef het bestand een hogere versie/)).toBeTruthy();
  });

  test('a closed dialog says nothing', async () => {
    commands.importHandbook.mockReturnValue(refused({ code: 'cancelled' }));
    render(Handbooks);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Importeer een eigen handboek' }));
    expect(screen.queryByText('Je hebt het venster gesloten')).toBeNull();
  });
});

describe('one handbook', () => {
  test('shows its warnings as text, its steps by part, and where it leads', async () => {
    const { container } = render(Handbook, {
      route: { name: 'handbook', id: asId<HandbookId>('asr-werkgever') },
    });
    expect(await screen.findByText('Neem een <b>eigen</b> gebruiker.')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Vooraf' })).toBeTruthy();
    expect(screen.getByText('De werkgever vroeg het aan')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Meld je kantoor aan bij a.s.r.' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Begin een dossier' }).getAttribute('href')).toBe(
      '#/nieuw?handboek=asr-werkgever',
    );
    expect(await faults(container)).toEqual([]);
  });

  test('says what changed since an older version', async () => {
    commands.handbookChanges.mockReturnValue(
      ok([
        { kind: 'reworded', step: text('Vraag het na'), item: null, was: text('Vraag na') },
        { kind: 'changed', step: null, item: null, was: null },
      ]),
    );
    render(Handbook, { route: { name: 'handbook', id: asId<HandbookId>('asr-werkgever') } });
    const user = userEvent.setup();
    await user.selectOptions(await screen.findByLabelText('Wat veranderde er sinds'), '1');
    expect(commands.handbookChanges).toHaveBeenCalledExactlyOnceWith('asr-werkgever', 1);
    expect(await screen.findByText('Was: Vraag na')).toBeTruthy();
    expect(screen.getByText('Het handboek als geheel')).toBeTruthy();
  });

  test('is saved as its file; one of the app cannot be removed', async () => {
    commands.saveFile.mockReturnValue(ok({ name: 'asr-werkgever.toml', recorded: true }));
    render(Handbook, { route: { name: 'handbook', id: asId<HandbookId>('asr-werkgever') } });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Bewaar als bestand' }));
    expect(commands.saveFile).toHaveBeenCalledExactlyOnceWith({
      kind: 'handbook',
      handbook: 'asr-werkgever',
    });
    expect(screen.queryByRole('button', { name: 'Verwijder' })).toBeNull();
  });

  test('one of the office is removed after asking, or says who follows it', async () => {
    commands.handbooks.mockReturnValue(ok([book('asr-werkgever', { imported: true })]));
    commands.removeHandbook.mockReturnValue(refused({ code: 'handbookFollowed', dossiers: 1 }));
    render(Handbook, { route: { name: 'handbook', id: asId<HandbookId>('asr-werkgever') } });
    const user = userEvent.setup();
    const remove = async () => {
      await user.click(await screen.findByRole('button', { name: 'Verwijder' }));
      await user.click(
        within(screen.getByRole('dialog')).getByRole('button', { name: 'Verwijder' }),
      );
    };
    await remove();
    expect(await screen.findByText('1 dossier volgt dit handboek')).toBeTruthy();
    commands.removeHandbook.mockReturnValue(ok(null));
    await remove();
    expect(commands.removeHandbook).toHaveBeenLastCalledWith('asr-werkgever');
    await waitFor(() => expect(location.hash).toBe('#/handboeken'));
  });

  test('one that is not there is said', async () => {
    commands.handbook.mockReturnValue(refused({ code: 'notFound' }));
    render(Handbook, { route: { name: 'handbook', id: asId<HandbookId>('weg') } });
    expect(await screen.findByText('Dit is er niet meer')).toBeTruthy();
  });
});

test('an expected thing names its kind in both languages', () => {
  const expected: Expected = { code: 'kind', kind: 'list', found: 'text' };
  expect(describeExpected(expected)).toBe(
    'Een lijst tussen rechte haken. Hier staat: tekst tussen aanhalingstekens.',
  );
  expect(
    describeExpected({ code: 'possibleAnswer', name: 'a', found: 'b', allowed: [], meant: null }),
  ).toBe('Een waarde die “a” kan hebben. Hier staat “b”.');
  expect(describeExpected({ code: 'date', found: 'zomer 2016' })).toBe(
    'Een jaar, maand of dag die bestaat, zoals 2016, 2016-08 of 2016-08-25. Hier staat “zomer 2016”.',
  );
  expect(
    describeExpected({ code: 'knownKey', key: 'parnter', allowed: ['partner'], meant: 'partner' }),
  ).toBe('“parnter” hoort hier niet. Dit kan wel: “partner”. Bedoelde je “partner”?');
  setLanguage('en');
  expect(describeExpected({ code: 'existing', thing: 'step', name: 'x', meant: null })).toBe(
    'A step that exists. There is no “x”.',
  );
  expect(describeExpected({ code: 'existing', thing: 'step', name: 'makn', meant: 'maken' })).toBe(
    'A step that exists. There is no “makn”. Did you mean “maken”?',
  );
});

test('a mistake in the TOML itself is told in words of the reader', () => {
  const toml = (problem: TomlProblem) =>
    describeExpected({ code: 'toml', problem, detail: 'invalid basic string, expected `"`' });
  expect(toml('unclosedText')).toBe(
    'Een aanhalingsteken aan het eind van de tekst. Een tekst staat op één regel tussen "…".',
  );
  expect(toml('backslash')).toBe(
    String.raw`Een dubbele schuine streep: schrijf \\ waar je \ bedoelt.`,
  );
  expect(toml('other')).toBe('Geldige TOML. (De lezer zegt: invalid basic string, expected `"`)');
  setLanguage('en');
  expect(toml('noComma')).toBe('A comma between two values.');
});
