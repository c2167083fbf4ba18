import { afterEach, expect, test, vi } from 'vitest';
import { commands } from './bindings';
import { host } from './host';
import { asId } from '../testing/ids';

afterEach(() => vi.unstubAllGlobals());

/** Stands in for the program: what it does with a call. */
function program(invoke: (command: string, values: unknown) => Promise<unknown>) {
  vi.stubGlobal('__TAURI_INTERNALS__', { invoke });
}

test('every command of the bindings is there', () => {
  expect(Object.keys(host)).toEqual(Object.keys(commands));
});

test('values reach the program, its data comes back', async () => {
  const invoke = vi.fn(() => Promise.resolve({ groups: [] }));
  program(invoke);
  expect(await host.search('bakker')).toEqual({ status: 'ok', data: { groups: [] } });
  expect(invoke).toHaveBeenCalledWith('search', { question: 'bakker' }, undefined);
});

test('a refusal comes back as such', async () => {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the program does
  program(() => Promise.reject({ code: 'notFound' }));
  expect(await host.openDossier(asId('1'))).toEqual({
    status: 'error',
    error: { code: 'notFound' },
  });
});

test('without the program there is an answer all the same', async () => {
  expect(await host.board()).toEqual({ status: 'error', error: { code: 'unanswered' } });
});
