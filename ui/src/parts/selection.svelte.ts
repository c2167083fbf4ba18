import { SvelteSet } from 'svelte/reactivity';

/** The rows of a list that are chosen, by id. */
export class Selection {
  readonly #ids = new SvelteSet<string>();

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** Chooses all of these, or none of them when all were chosen. */
  toggleAll(ids: readonly string[]): void {
    const all = this.hasAll(ids);
    for (const id of ids) {
      if (all) this.#ids.delete(id);
      else this.#ids.add(id);
    }
  }

  hasAll(ids: readonly string[]): boolean {
    return ids.length > 0 && ids.every((id) => this.#ids.has(id));
  }

  clear(): void {
    this.#ids.clear();
  }
}
