/** The result of a host command: its data or an error. The shape of the generated bindings. */
export type Result<T, E> = { status: 'ok'; data: T } | { status: 'error'; error: E };

/** The host did not answer: it crashed, or does not know the command. Not one of its own refusals. */
export interface Unanswered {
  code: 'unanswered';
}

/** A typed refusal: a code to act on, and the data that belongs to it. */
export interface Coded {
  code: string;
}

function isCoded(value: unknown): value is Coded {
  return (
    typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
  );
}

/**
 * Runs a command of the bindings and never throws: a refusal of the host is returned as such, also when
 * the call itself was rejected with one; anything else as `unanswered`. Screens need no try and catch, and
 * cannot overlook a refusal.
 */
export async function call<T, R extends Coded>(
  command: () => Promise<Result<T, R>>,
): Promise<Result<T, R | Unanswered>> {
  try {
    return await command();
  } catch (reason) {
    const error = isCoded(reason) ? (reason as R) : ({ code: 'unanswered' } as const);
    return { status: 'error', error };
  }
}
