import { expect, test } from 'vitest';
import { call, type Result } from './call';

interface Refusal {
  code: 'cannotStartYet';
  missing: string[];
}

test('what the host answers comes back as it is', async () => {
  const ok = await call<number, Refusal>(() => Promise.resolve({ status: 'ok', data: 7 }));
  expect(ok).toEqual({ status: 'ok', data: 7 });
});

test('a refusal keeps its code and its data', async () => {
  const refusal: Refusal = { code: 'cannotStartYet', missing: ['rights'] };
  const refused = await call<number, Refusal>(() =>
    Promise.resolve({ status: 'error', error: refusal }),
  );
  expect(refused).toEqual({ status: 'error', error: refusal });
});

test('a call rejected with a refusal is that refusal', async () => {
  const rejected: Promise<Result<number, Refusal>> = Promise.reject(
    Object.assign(new Error('refused'), { code: 'cannotStartYet', missing: [] }),
  );
  const refused = await call(() => rejected);
  expect(refused).toMatchObject({ status: 'error', error: { code: 'cannotStartYet' } });
});

test('anything else is no answer, never an exception in a screen', async () => {
  for (const reason of [new Error('gone'), 'gone', undefined, { code: 4 }] as unknown[]) {
    const answer = await call<number, Refusal>(() =>
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- hosts do
      Promise.reject(reason),
    );
    expect(answer).toEqual({ status: 'error', error: { code: 'unanswered' } });
  }
});

test('what is refused with a text and no code is no answer either', async () => {
  const answer = await call<number, Refusal>(() =>
    Promise.resolve({ status: 'error', error: 'Command not found' } as unknown as Result<
      number,
      Refusal
    >),
  );
  expect(answer).toEqual({ status: 'error', error: { code: 'unanswered' } });
});
