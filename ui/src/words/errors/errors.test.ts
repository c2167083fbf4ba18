import { describe, expect, test } from 'vitest';
import { en } from '../en';
import { nl } from '../nl';
import { refusalCodes } from './codes';
import { sayRefusal } from './say';

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
    expect(sayRefusal({ code: 'signedOff' })).toEqual(nl.errors.codes.signedOff);
  });

  test('a reason takes the place of the general advice', () => {
    expect(sayRefusal({ code: 'notSaved', why: 'diskFull' }).todo).toBe(
      'De schijf is vol. Maak ruimte en probeer het opnieuw.',
    );
    expect(sayRefusal({ code: 'keychain', why: 'locked' }).todo).toContain('Ontgrendel hem');
    expect(sayRefusal({ code: 'notWritten', why: { kind: 'noRights' } }).todo).toBe(
      'Je mag hier niet schrijven. Kies een andere plaats.',
    );
  });

  test('a file that another program has open is named where it stands', () => {
    const said = sayRefusal({
      code: 'notWritten',
      why: { kind: 'inUse', kept: 'verslag (2).pdf' },
    });
    expect(said.todo).toContain('verslag (2).pdf');
  });
});
