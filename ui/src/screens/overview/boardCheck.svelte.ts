import { host, type Checked, type Refused } from '../../host';
import { run } from '../../run/run.svelte';

/** Asking Loket about every dossier: it goes on, and its result stays, while other screens are looked at. */
class BoardCheck {
  /** What the last run brought, until it is put away. */
  result = $state.raw<Checked>();
  /** Why the last run did not come to its end. */
  refused = $state.raw<Refused>();
  /** When a run began that was broken off, UTC; none: nothing to go on with. */
  unfinished = $state<string>();
  /** How many runs ended: the board is older than the last of them. */
  ended = $state(0);
  /** It is this run that is under way, not another one. */
  busy = $state(false);

  /** Looks whether a run was broken off. */
  async look(): Promise<void> {
    const answer = await host.connection();
    if (answer.status === 'ok') this.unfinished = answer.data.unfinished_since ?? undefined;
  }

  /** Asks about every dossier; with `resume` only about those that a run did not come to. */
  async start(resume: boolean): Promise<void> {
    if (run.busy) return;
    this.result = this.refused = undefined;
    this.busy = true;
    const answer = await run.start((channel) => host.checkBoard(resume, channel));
    this.busy = false;
    if (answer.status === 'ok') this.result = answer.data;
    else this.refused = answer.error;
    await this.look();
    this.ended += 1;
  }

  /** The result was seen. */
  putAway(): void {
    this.result = this.refused = undefined;
  }
}

export const boardCheck = new BoardCheck();
