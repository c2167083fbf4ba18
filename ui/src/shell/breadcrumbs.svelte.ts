/** One breadcrumb. */
export interface Breadcrumb {
  text: string;
  href: string;
}

let way = $state.raw<readonly Breadcrumb[]>([]);

/** The pages above the current one; empty on a top-level page. */
export function crumbs(): readonly Breadcrumb[] {
  return way;
}

/** Called by each page when it is shown. */
export function setBreadcrumbs(next: readonly Breadcrumb[]): void {
  way = next;
}
