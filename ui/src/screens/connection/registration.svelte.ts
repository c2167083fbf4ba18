import { host, type RegistrationState, type Refused, type Wrong } from '../../host';
import { officeDrafts } from '../../saving/officeDrafts';
import { setConnection } from '../../shell/connection.svelte';

/** The fields that can be read back. The secret is separate: it is write-only. */
export const registrationFields = ['client_id', 'redirects', 'prefix'] as const;
export type RegistrationField = (typeof registrationFields)[number];

/** The place of the draft of a field. Each environment has records, and so drafts, of its own. */
const placeOf = (name: RegistrationField) => `registration.${name}`;

/**
 * The form of the registration with Loket. Saves run one after the other. What is typed is kept as a draft
 * until it is saved; the secret is not: it is stored in the keychain only.
 */
export class RegistrationDraft {
  typed: Record<RegistrationField, string>;
  /** A new secret, until the keychain has it. */
  secret = $state('');
  /** When all input was last saved, UTC. */
  savedAt = $state<string>();
  /** Why a save was refused, other than by a field. */
  refused = $state.raw<Refused>();
  #last: Promise<unknown> = Promise.resolve();

  constructor({ client_id, redirects, prefix }: RegistrationState) {
    const typed = registrationFields.flatMap((name) => {
      const draft = officeDrafts().read(placeOf(name));
      return draft === undefined ? [] : [[name, draft]];
    });
    const drafts = Object.fromEntries(typed) as Partial<Record<RegistrationField, string>>;
    this.typed = $state({ client_id, redirects, prefix, ...drafts });
  }

  /** The user types in a field: kept at once, saved when it is left. */
  type(name: RegistrationField, text: string): void {
    this.typed[name] = text;
    officeDrafts().type(placeOf(name), text);
  }

  /** Saves the input. Returns the invalid fields; nothing is saved then. */
  save(): Promise<readonly Wrong[]> {
    const turn = this.#last.then(() => {
      const secret = this.secret.trim();
      return this.#saveNow(secret === '' ? null : secret);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Removes the secret from the keychain; other input is not saved by this. Returns whether it was removed. */
  async forgetSecret(kept: RegistrationState): Promise<boolean> {
    await this.#last;
    const { client_id, redirects, prefix } = kept;
    const answer = await host.saveRegistration({ client_id, redirects, prefix, secret: '' });
    if (answer.status === 'ok') setConnection(answer.data);
    this.refused = answer.status === 'error' ? answer.error : undefined;
    return answer.status === 'ok';
  }

  async #saveNow(secret: string | null): Promise<readonly Wrong[]> {
    const sent = { ...this.typed };
    const answer = await host.saveRegistration({ ...sent, secret });
    if (answer.status === 'error') {
      const wrong = answer.error.code === 'wrong' ? answer.error.fields : undefined;
      this.refused = wrong ? undefined : answer.error;
      return wrong ?? [];
    }
    this.refused = undefined;
    if (secret !== null && this.secret.trim() === secret) this.secret = '';
    for (const name of registrationFields) {
      if (this.typed[name] !== sent[name]) continue;
      this.typed[name] = answer.data.registration[name];
      officeDrafts().drop(placeOf(name));
    }
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- a moment that stays what it is
    this.savedAt = new Date().toISOString();
    setConnection(answer.data);
    return [];
  }
}
