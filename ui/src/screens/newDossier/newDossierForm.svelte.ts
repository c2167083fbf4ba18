import { SvelteSet } from 'svelte/reactivity';
import { readDay } from '../../dossier/days';
import { PastDay } from '../../dossier/pastDay.svelte';
import {
  host,
  type BoardRow,
  type CatalogueEntry,
  type EmployerId,
  type EmployerRow,
  type Refused,
  type Summary,
} from '../../host';
import { sortedEmployers } from '../employers/list';
import { openDossiers } from './openDossiers';

/** What can go wrong in the form itself. */
export type Fault = 'handbook' | 'employers' | 'due';

/** The form for new dossiers: of which handbook, for whom, and by when. */
export class NewDossierForm {
  /** Ids of the employers that are chosen. */
  readonly chosen = new SvelteSet<EmployerId>();
  books = $state.raw<readonly CatalogueEntry[]>();
  employers = $state.raw<readonly EmployerRow[]>([]);
  rows = $state.raw<readonly BoardRow[]>([]);
  refused = $state.raw<Refused>();
  starting = $state(false);
  /** Id of the handbook; empty while none is chosen. */
  handbook = $state('');
  /** The target date, as typed. */
  due = $state('');
  /** The question about a target date in the past. */
  past = $state<string>();
  readonly #pastDay = new PastDay();

  readonly book = $derived(this.books?.find(({ id }) => id === this.handbook));
  readonly forOffice = $derived(this.book?.scope === 'office');

  /** The open dossiers of the chosen handbook, by employer; that of the office under an empty id. */
  readonly open = $derived(openDossiers(this.rows, this.book?.id));

  /** The chosen employers that can be started: those without an open dossier. */
  readonly targets = $derived([...this.chosen].filter((id) => !this.open.has(id)));

  constructor(handbook = '', employer?: EmployerId) {
    this.handbook = handbook;
    if (employer) this.chosen.add(employer);
    void this.load();
  }

  async load(): Promise<void> {
    this.refused = undefined;
    const [books, employers, board] = await Promise.all([
      host.handbooks(),
      host.employers(),
      host.board(),
    ]);
    for (const answer of [books, employers, board])
      if (answer.status === 'error') this.refused = answer.error;
    if (employers.status === 'ok') this.employers = sortedEmployers(employers.data);
    if (board.status === 'ok') this.rows = board.data.rows;
    if (books.status === 'ok') this.books = books.data;
  }

  choose(id: EmployerId, yes: boolean): void {
    if (yes) this.chosen.add(id);
    else this.chosen.delete(id);
  }

  /** What has to be corrected before dossiers can be started. */
  faults(): Fault[] {
    const found: Fault[] = [];
    if (!this.book) found.push('handbook');
    this.past = this.#pastDay.question(this.due);
    const notADay = this.due.trim() !== '' && readDay(this.due) === undefined;
    if (notADay || this.past !== undefined) found.push('due');
    if (this.book && !this.forOffice && this.targets.length === 0) found.push('employers');
    return found;
  }

  /** Starts the dossiers. Returns the new ones; undefined when refused. */
  async start(): Promise<readonly Summary[] | undefined> {
    if (!this.book) return undefined;
    this.starting = true;
    const due = readDay(this.due) ?? null;
    const answer = await host.startDossiers(this.book.id, this.forOffice ? [] : this.targets, due);
    this.starting = false;
    if (answer.status === 'ok') return answer.data;
    this.refused = answer.error;
    return undefined;
  }
}
