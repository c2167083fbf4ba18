import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LoketFault } from '../../host';
import { en } from '../en';
import { nl } from '../nl';
import { refusalCodes } from './codes';
import { setLanguage } from '../words.svelte';
import { describeLoketFault, describeRefusal } from './describe';

/** The generated bindings as text: codes exist as types only, so they are read from the source. */
const bindings = import.meta.glob<string>('/src/host/bindings.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
})['/src/host/bindings.ts'];

describe('reading the codes from the bindings', () => {
  test('a union of tagged variants, on one line or on many', () => {
    const text = `
/** Why the host said no. */
export type Refusal = { code: "notFound" } | 
/** Doc comment with a semicolon; and code: nothing. */
{ code: "cannotStartYet"; missing: string[] };
export type Other = { code: "notARefusal" };`;
    expect(refusalCodes(text)).toEqual(['cannotStartYet', 'notFound']);
  });

  test('no refusal type gives no codes', () => {
    expect(refusalCodes('export type Other = { code: "x" };')).toEqual([]);
  });
});

describe('words for each code', () => {
  const codes = refusalCodes(bindings ?? '');

  test('the bindings name at least one code', () => {
    expect(codes).not.toEqual([]);
  });

  test('every code has words in both languages', () => {
    for (const words of [nl, en]) {
      expect(Object.keys(words.errors.codes)).toEqual(expect.arrayContaining(codes));
    }
  });

  test('no words are left for a code that is gone', () => {
    // `unanswered` comes from src/host itself: the host did not answer at all.
    const left = Object.keys(nl.errors.codes).filter(
      (code) => code !== 'unanswered' && !codes.includes(code),
    );
    expect(left).toEqual([]);
  });
});

describe('saying a refusal', () => {
  test('a plain one says what happened and what to do', () => {
    expect(describeRefusal({ code: 'signedOff' })).toEqual(nl.errors.codes.signedOff);
  });

  test('a reason takes the place of the general advice', () => {
    expect(describeRefusal({ code: 'notSaved', why: 'diskFull' }).todo).toBe(
      'De schijf is vol. Maak ruimte en probeer het opnieuw.',
    );
    expect(describeRefusal({ code: 'keychain', why: 'locked' }).todo).toContain(
      'Ontgrendel de sleutelring',
    );
    expect(describeRefusal({ code: 'notWritten', why: { kind: 'noRights' } }).todo).toBe(
      'Je mag hier niet schrijven. Kies een andere plaats.',
    );
  });

  test('a file that another program has open is named where it stands', () => {
    const said = describeRefusal({
      code: 'notWritten',
      why: { kind: 'inUse', kept: 'verslag (2).pdf' },
    });
    expect(said.todo).toContain('verslag (2).pdf');
  });
});

describe('what Loket did not give', () => {
  afterEach(() => setLanguage('nl'));

  /** One of each kind that carries something; the others are their kind alone. */
  const carrying: LoketFault[] = [
    { kind: 'offline', host: 'api.loket.nl', why: 'unreachable' },
    { kind: 'anotherUser', user: 'S Stage' },
    { kind: 'insecure', host: 'api.loket.nl' },
    { kind: 'captivePortal', host: 'api.loket.nl' },
    { kind: 'notPermitted', activity: 'GetModulesByEmployerId' },
    { kind: 'conflict', messages: ['Te laat.'] },
    { kind: 'rejected', messages: ['Veld te lang.'] },
    { kind: 'paused', until: '2026-11-30T11:42:00Z' },
    { kind: 'portsTaken', taken: [{ port: 29317, why: 'inUse' }] },
    { kind: 'serverFault', request_id: 'r-17' },
    { kind: 'changed', activity: 'GetUserByToken', request_id: null },
    { kind: 'tooLarge', activity: 'GetUserByToken' },
    { kind: 'signInRefused', code: 'invalid_client' },
    { kind: 'notLinked', employer: 'Bakkerij Voorbeeld' },
    { kind: 'notOffered', name: 'Import' },
  ];
  const kinds = Object.keys(nl.errors.loket) as LoketFault['kind'][];
  const all = kinds.map(
    (kind) => carrying.find((fault) => fault.kind === kind) ?? ({ kind } as LoketFault),
  );

  test.each(['nl', 'en'] as const)('each kind says three things, in %s', (language) => {
    setLanguage(language);
    for (const fault of all) {
      const said = describeLoketFault(fault);
      for (const text of [said.title, said.safe, said.todo]) {
        expect(text, fault.kind).toMatch(/^\S.*\S$/);
        expect(text, fault.kind).not.toMatch(/undefined|null|\[object/);
      }
    }
  });

  test('names the host, the wait and the mark for the help desk', () => {
    const say = (fault: LoketFault) => describeRefusal({ code: 'loket', fault });
    expect(say({ kind: 'offline', host: 'api.loket.nl', why: 'noSuchHost' }).title).toBe(
      'api.loket.nl is niet te vinden',
    );
    expect(say({ kind: 'offline', host: 'api.loket.nl', why: 'noSuchHost' }).todo).toContain(
      'internetverbinding',
    );
    // The time of day at which it goes on: a number of minutes would stand still.
    vi.useFakeTimers({ now: new Date('2026-11-30T10:42:00Z') });
    expect(say({ kind: 'paused', until: '2026-11-30T11:42:00Z' }).title).toBe(
      'Loket is even druk: probeer het opnieuw vanaf vandaag 12.42',
    );
    vi.useRealTimers();
    expect(say({ kind: 'serverFault', request_id: 'r-17' }).todo).toContain('kenmerk r-17');
    expect(say({ kind: 'rejected', messages: ['Veld te lang.'] }).todo).toContain('Veld te lang.');
  });

  test('a refusal without words does not send anybody to words that are not there', () => {
    const said = describeLoketFault({ kind: 'rejected', messages: [] });
    expect(said.todo).toContain('Loket zegt niet waarom');
    expect(said.todo).not.toContain('wat Loket noemt');
  });

  test('who makes do without a time to wait for names none', () => {
    const said = describeLoketFault({ kind: 'tooManyCalls' });
    expect(`${said.title} ${said.todo}`).not.toMatch(/minu|vraagt om rust/);
    expect(said.todo).toContain('zegt niet hoelang');
  });

  test('a sign-in server that fails leaves one signed in, and says so', () => {
    expect(describeLoketFault({ kind: 'signInFailed' }).safe).toContain('Je bent nog aangemeld');
  });

  test('a page in the place of Loket: what was sent is said to be sent', () => {
    const said = describeLoketFault({ kind: 'captivePortal', host: 'api.loket.nl' });
    expect(said.safe).toContain('De vraag aan api.loket.nl is verstuurd');
    expect(said.safe).not.toContain('niets naar');
  });

  test('a word of OAuth comes with what to do about it, and no word is made up', () => {
    const todo = (code: string) => describeLoketFault({ kind: 'signInRefused', code }).todo;
    expect(todo('invalid_client')).toBe(
      'Controleer bij Verbinding het client ID en het client secret. Loket noemt: invalid_client.',
    );
    expect(todo('unknown')).not.toContain('Loket noemt');
  });

  test('ports that others use are named', () => {
    const taken = [29317, 31717, 38217].map((port) => ({ port, why: 'inUse' as const }));
    const said = describeLoketFault({ kind: 'portsTaken', taken });
    expect(said.todo).toContain('de poorten 29317, 31717, 38217');
    expect(said.safe).toContain('De browser is niet geopend');
  });

  test.each(['nl', 'en'] as const)(
    'the practice Loket is away without internet, in %s',
    (language) => {
      setLanguage(language);
      const said = describeLoketFault({ kind: 'offline', host: '127.0.0.1', why: 'sandbox' });
      expect(said.title).toMatch(/^(Het oefen-Loket|The practice Loket) .* (deze|this) computer/);
      expect(said.todo).toMatch(/^(Sluit|Close) Koppelwijzer/);
      expect(`${said.title} ${said.todo}`).not.toMatch(/internet|127\.0\.0\.1/);
    },
  );
});
