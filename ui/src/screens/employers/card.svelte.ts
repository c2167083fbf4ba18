import { host, type EmployerCard, type EmployerId, type Refused } from '../../host';

/** The card of an employer, while it is read. */
export class CardReading {
  readonly #id: EmployerId;
  card = $state.raw<EmployerCard>();
  refused = $state.raw<Refused>();

  constructor(id: EmployerId) {
    this.#id = id;
    void this.read();
  }

  /** Reads it, or tries again. */
  async read(): Promise<void> {
    this.refused = undefined;
    const answer = await host.employer(this.#id);
    if (answer.status === 'ok') this.card = answer.data;
    else this.refused = answer.error;
  }
}
