import type { Step } from '../host';
import { words } from '../words';
import type { OpenedDossier } from './openedDossier.svelte';

/** Who does a step: the employer and a third party by name, where it is known. */
export function whoOf(step: Step, dossier: OpenedDossier): string {
  const { whos } = words().step.place;
  if (step.who === 'employer') return dossier.employer ?? whos.employer;
  if (step.who === 'office') return whos.office;
  // A step that waits says for whom.
  const waits = (step.items ?? []).map(({ ask }) => (ask.kind === 'wait' ? ask.on : undefined));
  return waits.find((on) => on !== undefined && on !== '') ?? dossier.handbook.partner;
}
