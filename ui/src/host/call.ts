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
  const unanswered = { status: 'error', error: { code: 'unanswered' } } as const;
  try {
    const answer = await command();
    // Tauri refuses with a text what it does not pass on: a command that it does not allow, or input that does not read.
    return answer.status === 'error' && !isCoded(answer.error) ? unanswered : answer;
  } catch (reason) {
    return isCoded(reason) ? { status: 'error', error: reason as R } : unanswered;
  }
}
