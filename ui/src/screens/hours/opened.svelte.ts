import {
  host,
  channelTo,
  type HoursProgress,
  type HoursRunChange,
  type HoursRunId,
  type HoursView,
  type PracticeLesson,
  type Refused,
  type Result,
  type WayOut,
} from '../../host';

type Answer = Result<HoursView, Refused>;
type Channel = ReturnType<typeof channelTo<HoursProgress>>;

/** The way to another run that the same file has rows for. */
export type OtherRunWay = Extract<WayOut, { kind: 'otherRun' }>;

/** A run of hours while it is shown: its state as the program answers it, changes one after the other. */
export class OpenedRun {
  readonly id: HoursRunId;
  view = $state.raw<HoursView>();
  /** Why it could not be read. */
  unread = $state.raw<Refused>();
  /** Why the last thing that was done was refused. */
  refused = $state.raw<Refused>();
  /** How far reading the file is; undefined while none is read. */
  reading = $state.raw<HoursProgress>();
  stopping = $state(false);
  /** Reading the last file was stopped: nothing of it was taken. */
  stopped = $state(false);
  /** The upload file is being made. */
  making = $state(false);
  /** How often something was done that can change the table. */
  turns = $state(0);
  #last: Promise<unknown> = Promise.resolve();

  constructor(id: HoursRunId) {
    this.id = id;
    void this.load();
  }

  /** Reads it, or tries again. */
  async load(): Promise<void> {
    this.unread = undefined;
    const answer = await host.openHoursRun(this.id);
    if (answer.status === 'ok') this.view = answer.data;
    else this.unread = answer.error;
  }

  /** Reads it again, as it stands now: what is on screen stays while it cannot be read. */
  async refresh(): Promise<void> {
    const answer = await host.openHoursRun(this.id);
    if (answer.status === 'ok') this.view = answer.data;
  }

  /** Reads a file to learn on. */
  takePractice(lesson: PracticeLesson): Promise<boolean> {
    return this.#read((channel) => host.takePracticeFile(this.id, lesson, channel));
  }

  /** Makes a change. Returns whether it was saved; otherwise `refused` says why. */
  change(change: HoursRunChange): Promise<boolean> {
    return this.#enqueue(() => host.changeHoursRun(this.id, change));
  }

  /** Saves a note. Returns why it could not be saved, which is said where it was written and not above the page. */
  async addNote(text: string): Promise<Refused | undefined> {
    if (await this.change({ kind: 'addNote', text })) return undefined;
    const { refused } = this;
    this.refused = undefined;
    return refused;
  }

  /** Begins another run with the file that is open here, or finds the one that there is. Returns which that is. */
  async startOther(way: OtherRunWay): Promise<HoursRunId | undefined> {
    const { employer, administration, period } = way;
    const answer = await host.startHoursRunWithSameFile(this.id, employer, administration, period);
    this.refused = answer.status === 'error' ? answer.error : undefined;
    return answer.status === 'ok' ? answer.data.run.id : undefined;
  }

  /** Asks for a file and reads it. */
  chooseFile(): Promise<boolean> {
    return this.#read((channel) => host.chooseHoursFile(this.id, channel));
  }

  /** Reads a file that was dropped on the window. */
  takeDropped(token: number): Promise<boolean> {
    return this.#read((channel) => host.takeDroppedFile(this.id, token, channel));
  }

  /** Takes over the mapping of another run, where nothing was chosen here. */
  copyMapping(from: HoursRunId): Promise<boolean> {
    return this.#enqueue(() => host.copyHoursMapping(this.id, from));
  }

  /** Asks for a mapping that was saved, and takes it over. */
  openMapping(): Promise<boolean> {
    return this.#enqueue(() => host.openHoursMapping(this.id));
  }

  /** Stops reading the file. */
  async stop(): Promise<void> {
    this.stopping = true;
    await host.stopHoursFile();
  }

  /** Makes the upload file, asks where it goes, and proves it there. */
  async make(): Promise<boolean> {
    this.making = true;
    const made = await this.#enqueue(() => host.makeUploadFile(this.id));
    this.making = false;
    return made;
  }

  #begin(): void {
    [this.stopping, this.stopped] = [false, false];
  }

  async #read(read: (channel: Channel) => Promise<Answer>): Promise<boolean> {
    // One file at a time: what is asked for meanwhile is not taken.
    if (this.reading) return false;
    let over = false;
    const first: HoursProgress = { stage: 'opening', rows: 0 };
    this.reading = first;
    this.#begin();
    const channel = channelTo<HoursProgress>((progress) => {
      if (!over) this.reading = progress;
    });
    const taken = await this.#enqueue(() => read(channel));
    over = true;
    this.reading = undefined;
    this.stopped = this.stopping && !taken && this.refused?.code === 'cancelled';
    return taken;
  }

  #enqueue(ask: () => Promise<Answer>): Promise<boolean> {
    const turn = this.#last.then(async () => {
      const answer = await ask();
      if (answer.status === 'ok') [this.view, this.turns] = [answer.data, this.turns + 1];
      this.refused = answer.status === 'error' ? answer.error : undefined;
      return answer.status === 'ok';
    });
    this.#last = turn;
    return turn;
  }
}
