import { afterEach, describe, expect, test } from 'vitest';
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
    expect(describeRefusal({ code: 'keychain', why: 'locked' }).todo).toContain('Ontgrendel hem');
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
    { kind: 'paused', seconds: 3600 },
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
    expect(say({ kind: 'paused', seconds: 3600 }).title).toBe('Loket vraagt om 60 minuten rust');
    expect(say({ kind: 'serverFault', request_id: 'r-17' }).todo).toContain('kenmerk r-17');
    expect(say({ kind: 'rejected', messages: ['Veld te lang.'] }).todo).toContain('Veld te lang.');
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
