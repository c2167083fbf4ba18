import {
  host,
  type ComparisonView,
  type HoursPreviewed,
  type HoursSentView,
  type progressTo,
  type Refused,
  type Result,
} from '../../host';
import { announce } from '../../parts/announcer.svelte';
import { run as loketRun } from '../../run/run.svelte';
import { words } from '../../words';
import type { OpenedRun } from './opened.svelte';

type Channel = ReturnType<typeof progressTo>;
/** What goes on between a run and Loket. */
export type Asking = 'read' | 'preview' | 'send' | 'compare' | 'differences';

/** What goes between the page of a run and Loket. Nothing of it is kept when the page is left. */
export class RunInLoket {
  readonly #run: OpenedRun;
  /** What goes on now. */
  asking = $state<Asking>();
  /** What was asked last, and why it was refused. */
  refused = $state.raw<{ asked: Asking; refused: Refused }>();
  #previewed = $state.raw<{ answer: HoursPreviewed; turn: number }>();
  /** What came of the last sending. */
  sent = $state.raw<HoursSentView>();
  comparison = $state.raw<ComparisonView>();
  /** Whether a file of the differences was made; false: there were none. */
  differences = $state<boolean>();

  constructor(run: OpenedRun) {
    this.#run = run;
  }

  /** What sending would change. What was previewed before something was chosen holds no longer. */
  get previewed(): HoursPreviewed | undefined {
    return this.#previewed?.turn === this.#run.turns ? this.#previewed.answer : undefined;
  }

  async read(): Promise<void> {
    const view = await this.#ask('read', (channel) =>
      host.readLoketForHours(this.#run.id, channel),
    );
    if (!view) return;
    this.#run.view = view;
    announce(words().hours.loket.data.done);
  }

  async preview(): Promise<void> {
    this.#previewed = undefined;
    this.sent = undefined;
    const answer = await this.#ask('preview', (channel) =>
      host.previewHours(this.#run.id, channel),
    );
    await this.#run.refresh();
    if (answer) this.#previewed = { answer, turn: this.#run.turns };
  }

  async send(token: string): Promise<void> {
    const sent = await this.#ask('send', (channel) => host.sendHours(this.#run.id, token, channel));
    await this.#run.refresh();
    if (!sent) return;
    this.#previewed = undefined;
    [this.sent, this.comparison] = [sent, sent.comparison ?? undefined];
  }

  async compare(): Promise<void> {
    this.differences = undefined;
    const found = await this.#ask('compare', (channel) => host.compareHours(this.#run.id, channel));
    await this.#run.refresh();
    if (found) this.comparison = found;
  }

  async makeDifferences(): Promise<void> {
    const answer = await this.#ask('differences', (channel) =>
      host.makeDifferencesFile(this.#run.id, channel),
    );
    if (answer === undefined) return;
    this.differences = answer !== null;
    await this.#run.refresh();
  }

  /** The refusal of what was asked last, where it is one of these. */
  refusedOf(...asked: readonly Asking[]): Refused | undefined {
    return this.refused && asked.includes(this.refused.asked) ? this.refused.refused : undefined;
  }

  async #ask<T>(
    asking: Asking,
    work: (channel: Channel) => Promise<Result<T, Refused>>,
  ): Promise<T | undefined> {
    [this.asking, this.refused] = [asking, undefined];
    const answer = await loketRun.start(work);
    this.asking = undefined;
    if (answer.status === 'ok') return answer.data;
    this.refused = { asked: asking, refused: answer.error };
    return undefined;
  }
}
