import type { Step } from '../host';
import { words } from '../words';
import { inLanguage } from './text';
import type { OpenedDossier } from './openedDossier.svelte';

/** Who does a step: the employer and a third party by name, where it is known. */
export function whoOf(step: Step, dossier: OpenedDossier): string {
  const { who } = words().record;
  if (step.who === 'employer') return dossier.employer ?? who.employer;
  if (step.who === 'office') return who.office;
  // A step that waits says for whom.
  const waits = (step.items ?? []).map(({ ask }) =>
    ask.kind === 'wait' ? inLanguage(ask.on) : undefined,
  );
  return (
    waits.find((on) => on !== undefined && on !== '') ?? (dossier.handbook.partner || who.third)
  );
}
