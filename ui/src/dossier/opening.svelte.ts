import { host, type Refused } from '../host';
import { OpenedDossier } from './open.svelte';

/** The dossier that was opened last, kept while the reader goes from one of its pages to another. */
let held: OpenedDossier | undefined;
/** How many pages show it now. */
let pages = 0;

function release(): void {
  pages -= 1;
  // The next page is mounted in the same turn: only when there is none, the dossier is let go.
  queueMicrotask(() => setTimeout(() => pages === 0 && (held = undefined)));
}

/** The opening of a dossier by a page. */
export class Opening {
  readonly #id: string;
  /** The dossier, once it is there. */
  dossier = $state.raw<OpenedDossier>();
  /** Why it could not be opened. */
  refusal = $state.raw<Refused>();

  /** Call it while a component is made: it lets the dossier go with that component. */
  constructor(id: string) {
    this.#id = id;
    pages += 1;
    $effect(() => release);
    if (held?.id === id) this.dossier = held;
    else void this.open();
  }

  /** Opens it, or tries again. */
  async open(): Promise<void> {
    this.refusal = undefined;
    const answer = await host.openDossier(this.#id);
    if (answer.status === 'error') this.refusal = answer.error;
    else held = this.dossier = new OpenedDossier(this.#id, answer.data);
  }
}

/** Lets go of a dossier that was removed. */
export function letGo(id: string): void {
  if (held?.id === id) held = undefined;
}
