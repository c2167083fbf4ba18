import { host, progressTo, type HoursRunId, type HoursView, type Progress, type Refused, type Result } from '../../host';
import type { HoursRunChange } from './types';

type Answer = Promise<Result<HoursView, Refused>>;

/** A run of hours while it is shown: its state as the program answers it, changes one after the other. */
export class OpenedRun {
  readonly #id: HoursRunId;
  view = $state.raw<HoursView>();
  /** Why it could not be read. */
  unread = $state.raw<Refused>();
  /** Why the last thing that was done was refused. */
  refused = $state.raw<Refused>();
  /** How far reading the file is; undefined while none is read. */
  reading = $state.raw<Progress>();
  stopping = $state(false);
  /** The upload file is being made. */
  making = $state(false);
  #last: Promise<unknown> = Promise.resolve();

  constructor(id: HoursRunId) {
    this.#id = id;
    void this.read();
  }

  /** Reads it, or tries again. */
  async read(): Promise<void> {
    this.unread = undefined;
    const answer = await host.openHoursRun(this.#id);
    if (answer.status === 'ok') this.view = answer.data;
    else this.unread = answer.error;
  }

  /** Makes a change. Returns whether it was saved; otherwise `refused` says why. */
  change(change: HoursRunChange): Promise<boolean> {
    return this.#enqueue(() => host.changeHoursRun(this.#id, change));
  }
}
