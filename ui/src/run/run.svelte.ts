import { host, progressTo, type Progress, type Refused, type Result } from '../host';
import { recordLoketRun } from '../shell/connection.svelte';

type Channel = ReturnType<typeof progressTo>;

/** A run against Loket: its progress and result. One at a time in the whole program. */
export class Run {
  /** The progress; undefined while nothing runs. */
  progress = $state<Progress | undefined>();
  /** Whether it is being stopped. */
  stopping = $state(false);

  get busy(): boolean {
    return this.progress !== undefined;
  }

  /** Starts a run and waits for its end. Refused while another run is in progress, which continues. */
  async start<T>(
    work: (channel: Channel) => Promise<Result<T, Refused>>,
  ): Promise<Result<T, Refused>> {
    if (this.busy) return { status: 'error', error: { code: 'loket', fault: { kind: 'busy' } } };
    this.progress = { done: 0, of: null, now: null, items: null, waiting: null };
    this.stopping = false;
    let over = false;
    // Progress and result arrive on two channels: a last progress message may come after the result.
    const tell = (progress: Progress) => {
      if (!over) this.progress = progress;
    };
    try {
      const answer = await work(progressTo(tell));
      void recordLoketRun(answer.status === 'error' ? answer.error : undefined);
      return answer;
    } finally {
      over = true;
      this.progress = undefined;
      this.stopping = false;
    }
  }

  /** Stops it. What was read so far is kept. */
  async stop(): Promise<void> {
    this.stopping = true;
    await host.stopRun();
  }
}

/** The run of the program: screens that come and go show the same one. */
export const run = new Run();
