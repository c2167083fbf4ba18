import { afterEach, describe, expect, test } from 'vitest';
import { en } from './en';
import { nl } from './nl';
import { formatProgress } from './sentences';
import { language, setLanguage, words } from './words.svelte';

type Leaf = string | ((...values: never[]) => string);

/** Every text of a language by its path, as in `parts.status.busy`. */
function leaves(node: object, path = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(node) as [string, Leaf | object][]) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string' || typeof value === 'function') found.set(here, value as Leaf);
    else for (const [below, leaf] of leaves(value, here)) found.set(below, leaf);
  }
  return found;
}

const dutch = leaves(nl);
const english = leaves(en);

/** What may be the same in both languages: names of keys, signs, and words both have. */
const sameInBoth = new Set([
  'calendar.decimal',
  'calendar.thousands',
  'parts.board.status',
  'help.status',
  'shell.name',
  'shell.menu',
  'parts.place.open',
  'shell.search.groups.dossiers',
  'help.keyNames.enter',
  'help.keyNames.escape',
  'help.keyNames.control',
  'help.keyNames.command',
  'help.keyNames.alt',
  'help.keyNames.option',
  'record.facts.employerId',
  'record.facts.payrollTaxesNumber',
  'employers.dossiers',
  'employers.timeline.dossier',
  'week.dossiers',
  'hours.start.number.week',
  'hours.totals.component',
  'settings.looks.languages.nl',
  'settings.looks.languages.en',
  'settings.restore.dossiers',
  'newDossier.openDossier',
  'connection.registration.clientId',
  'connection.registration.secret',
  'employers.card.inLoket',
  'items.message.fills.employer.id',
  'items.message.fills.administration.payrollTaxesNumber',
  'settings.about.part',
  'run.stop',
  'record.subjects.employerId',
  'checks.change.employerId',
  'record.subjects.director',
  'record.subjects.variant',
  'record.happenings.answeredWith',
]);

afterEach(() => setLanguage('nl'));

describe('both languages are complete', () => {
  test('they have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...dutch.keys()].sort());
  });

  test('no text is empty', () => {
    for (const leaf of [...dutch.values(), ...english.values()]) {
      if (typeof leaf === 'string') expect(leaf.trim()).not.toBe('');
    }
  });

  test('no English text was left in Dutch', () => {
    const left = [...dutch].filter(
      ([key, leaf]) =>
        typeof leaf === 'string' &&
        english.get(key) === leaf &&
        !sameInBoth.has(key) &&
        !/^(calendar\.monthsShort|record\.months)\./.test(key),
    );
    expect(left).toEqual([]);
  });
});

describe('what a dialog is cancelled with', () => {
  const cancels = (key: string) => key.endsWith('.cancel') || key.endsWith('.remove.no');
  /** It names what is cancelled: it is no button of a dialog. */
  const named = 'connection.signIn.cancel';

  test('is one word', () => {
    const said = (texts: Map<string, Leaf>) =>
      new Set([...texts].filter(([key]) => cancels(key) && key !== named).map(([, text]) => text));
    expect([...said(dutch)]).toEqual(['Annuleren']);
    expect([...said(english)]).toEqual(['Cancel']);
  });
});

describe('the board', () => {
  test.each([
    [[0, 0, 0], 'Er staat niets open.', 'Nothing is open.'],
    [
      [0, 2, 0],
      'Er wacht niets op jou, twee wachten op een ander.',
      'Nothing is waiting for you, two are waiting for someone else.',
    ],
    [[1, 0, 0], 'Jij bent aan zet bij één dossier.', 'It is your turn in one dossier.'],
    [
      [6, 1, 1],
      'Jij bent aan zet bij zes dossiers, één wacht op een ander. Eén is te laat.',
      'It is your turn in six dossiers, one is waiting for someone else. One is overdue.',
    ],
  ] as const)('says whose turn it is: %j', ([you, others, late], dutch, english) => {
    expect(nl.overview.lede(you, others, late)).toBe(dutch);
    expect(en.overview.lede(you, others, late)).toBe(english);
  });
});

describe('the language switch', () => {
  test('changes the words and tells the screen reader', () => {
    setLanguage('en');
    expect(language()).toBe('en');
    expect(words().parts.status.busy).toBe('In progress');
    expect(document.documentElement.lang).toBe('en');
    setLanguage('nl');
    expect(words().parts.status.busy).toBe('Bezig');
    expect(document.documentElement.lang).toBe('nl');
  });
});

describe('plurals', () => {
  test('one and more', () => {
    expect(formatProgress(0, 1, 0)).toBe('0 van de 1 stap afgerond');
    expect(formatProgress(2, 9, 1)).toBe('2 van de 9 stappen afgerond, 1 niet van toepassing');
    expect(nl.parts.checks.counts(3, 1, 1, 0)).toBe('3 kloppen, 1 klopt niet, 1 is onbekend.');
    expect(nl.parts.checks.counts(0, 2, 0, 0)).toBe('2 kloppen niet.');
    expect(nl.parts.checks.counts(1, 0, 0, 2)).toBe('1 klopt, 2 om op te letten.');
    expect(nl.parts.checks.counts(0, 0, 0, 0)).toBe('Nog niets gecontroleerd.');
  });
});
