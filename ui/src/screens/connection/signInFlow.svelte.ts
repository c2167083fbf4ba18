import { host, type LoketFault, type Refused } from '../../host';
import { announce } from '../../parts/announcer.svelte';
import { connection, loadConnection, setConnection } from '../../shell/connection.svelte';
import { words } from '../../words';

/** Faults of a pasted address that are shown at the field; the sign-in goes on waiting. */
const FIELD_FAULTS = ['wrongState', 'noCode'] as const;
type FieldFault = (typeof FIELD_FAULTS)[number];

function fieldFault({ kind }: LoketFault): FieldFault | undefined {
  return FIELD_FAULTS.find((one) => one === kind);
}

/**
 * A sign-in: started here, done in the browser, ended by the redirect, by pasting, or by cancelling. It
 * continues while other screens are shown.
 */
export class SignInFlow {
  /** The app is preparing it, before the browser opens. */
  preparing = $state(false);
  /** The program waits for the browser. */
  waiting = $state(false);
  /** The browser could not be opened. */
  notOpened = $state(false);
  /** Why it failed, other than by being cancelled. */
  refused = $state.raw<Refused>();
  /** The pasted text, and what is wrong with it. */
  pasted = $state('');
  wrong = $state<FieldFault>();
  /** The program accepted the pasted text, and is completing the sign-in. */
  taken = $state(false);
  #turn = 0;

  /** Starts the sign-in, opens the browser and waits for the result. */
  async begin(): Promise<void> {
    if (this.preparing) return;
    const turn = ++this.#turn;
    this.#clear();
    this.preparing = true;
    const begun = await host.beginSignIn();
    this.preparing = false;
    if (begun.status === 'error') {
      this.refused = begun.error;
      return;
    }
    setConnection(begun.data);
    const { session } = begun.data;
    // Cancelled elsewhere meanwhile: there is nothing to wait for.
    if (session.kind !== 'signingIn') return;
    this.waiting = true;
    const finishing = this.#finish(turn, session.signing_in.address);
    await this.open();
    await finishing;
  }

  /** Opens the sign-in page in the browser, or records that it could not. */
  async open(): Promise<void> {
    const opened = await host.openSignIn();
    this.notOpened = opened.status === 'error';
  }

  /** Submits the pasted text. */
  async paste(): Promise<void> {
    this.wrong = undefined;
    if (this.pasted.trim() === '') {
      this.wrong = 'noCode';
      return;
    }
    const answer = await host.pasteAnswer(this.pasted);
    if (answer.status === 'ok') {
      this.taken = this.waiting;
      this.pasted = '';
      return;
    }
    const fault = answer.error.code === 'loket' ? answer.error.fault : undefined;
    this.wrong = fault && fieldFault(fault);
    if (this.wrong === undefined) this.refused = answer.error;
  }

  /** Cancels it. */
  async cancel(): Promise<void> {
    this.#turn++;
    this.#clear();
    const answer = await host.cancelSignIn();
    if (answer.status === 'ok') setConnection(answer.data);
    else this.refused = answer.error;
  }

  async #finish(turn: number, address: string): Promise<void> {
    const answer = await host.finishSignIn(address);
    // Cancelled or restarted meanwhile: that attempt decides.
    if (turn !== this.#turn) return;
    this.#clear();
    if (answer.status === 'ok') {
      setConnection(answer.data);
      const session = connection()?.session;
      if (session?.kind === 'signedIn') announce(words().connection.signIn.done(session.user));
      return;
    }
    this.refused = answer.error;
    await loadConnection();
  }

  #clear(): void {
    this.preparing = this.waiting = this.notOpened = this.taken = false;
    this.refused = undefined;
    this.wrong = undefined;
    this.pasted = '';
  }
}

/** The sign-in of the program. */
export const signInFlow = new SignInFlow();
