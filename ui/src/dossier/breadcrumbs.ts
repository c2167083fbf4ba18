import type { Breadcrumb } from '../shell/breadcrumbs.svelte';
import { hrefTo } from '../shell/routes';
import { words } from '../words';
import type { OpenedDossier } from './openedDossier.svelte';
import { inLanguage } from './text';

/** The breadcrumbs of a dossier: the overview, its employer, and for its other pages the dossier itself. */
export function dossierBreadcrumbs(dossier: OpenedDossier, own = false): Breadcrumb[] {
  const { employer } = dossier.state;
  const way: Breadcrumb[] = [
    { text: words().shell.nav.overview, href: hrefTo({ name: 'overview' }) },
  ];
  if (employer) {
    const href = hrefTo({ name: 'employer', id: employer.id });
    way.push({ text: employer.company_name, href });
  }
  if (!own) {
    const href = hrefTo({ name: 'dossier', id: dossier.id });
    way.push({ text: inLanguage(dossier.handbook.title), href });
  }
  return way;
}
