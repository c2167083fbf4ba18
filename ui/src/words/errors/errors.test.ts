import { describe, expect, test } from 'vitest';
import { en } from '../en';
import { nl } from '../nl';
import { refusalCodes } from './codes';

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
      expect(Object.keys(words.errors)).toEqual(expect.arrayContaining(codes));
    }
  });

  test('no words are left for a code that is gone', () => {
    // `unanswered` comes from src/host itself: the host did not answer at all.
    const left = Object.keys(nl.errors).filter(
      (code) => code !== 'unanswered' && !codes.includes(code),
    );
    expect(left).toEqual([]);
  });
});
