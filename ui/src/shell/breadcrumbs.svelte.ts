/** One step of the way to a page. */
export interface Crumb {
  text: string;
  href: string;
}

let way = $state.raw<readonly Crumb[]>([]);

/** The pages above the one that is shown; empty on a main page. */
export function crumbs(): readonly Crumb[] {
  return way;
}

/** Said by each page when it is shown. */
export function setCrumbs(next: readonly Crumb[]): void {
  way = next;
}
