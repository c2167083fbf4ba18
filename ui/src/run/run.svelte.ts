import { host, progressTo, type Progress, type Refused, type Result } from '../host';
import { ranAtLoket } from '../shell/connection.svelte';

type Channel = ReturnType<typeof progressTo>;

/** A run that asks Loket: how far it is, and how it ended. One at a time in the whole program. */
export class Run {
  /** How far it is; none while nothing runs. */
  progress = $state<Progress | undefined>();
  /** Whether it is being stopped. */
  stopping = $state(false);

  get busy(): boolean {
    return this.progress !== undefined;
  }

  /** Starts a run and waits for its end. */
  async start<T>(
    work: (channel: Channel) => Promise<Result<T, Refused>>,
  ): Promise<Result<T, Refused>> {
    this.progress = { done: 0, of: null, now: null, items: null, waiting: null };
    this.stopping = false;
    try {
      const answer = await work(progressTo((progress) => (this.progress = progress)));
      void ranAtLoket(answer.status === 'error' ? answer.error : undefined);
      return answer;
    } finally {
      this.progress = undefined;
      this.stopping = false;
    }
  }

  /** Stops it. What was read by then is kept. */
  async stop(): Promise<void> {
    this.stopping = true;
    await host.stopRun();
  }
}

/** The run of the program: screens that come and go show the same one. */
export const run = new Run();
