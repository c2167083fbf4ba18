/** One step of the way to a page. */
export interface Breadcrumb {
  text: string;
  href: string;
}

let way = $state.raw<readonly Breadcrumb[]>([]);

/** The pages above the one that is shown; empty on a main page. */
export function crumbs(): readonly Breadcrumb[] {
  return way;
}

/** Said by each page when it is shown. */
export function setBreadcrumbs(next: readonly Breadcrumb[]): void {
  way = next;
}
