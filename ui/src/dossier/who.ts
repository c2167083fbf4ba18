import type { Step, Who } from '../host';
import { words } from '../words';
import { inLanguage } from './text';
import type { OpenedDossier } from './openedDossier.svelte';

/** Whether the office does a step, by what was answered. */
export const isOurs = (step: Step, dossier: OpenedDossier): boolean =>
  doerOf(step, dossier) === 'office';

const doerOf = (step: Step, dossier: OpenedDossier): Who =>
  dossier.stepState(step.id)?.who ?? step.who;

/** Who does a step: the employer and a third party by name, where it is known. */
export function whoOf(step: Step, dossier: OpenedDossier): string {
  const { who } = words().record;
  const does = doerOf(step, dossier);
  if (does === 'employer') return dossier.employer ?? who.employer;
  if (does === 'office') return who.office;
  // A step that waits says for whom.
  const waits = (step.items ?? []).map(({ ask }) =>
    ask.kind === 'wait' ? inLanguage(ask.on) : undefined,
  );
  return (
    waits.find((on) => on !== undefined && on !== '') ?? (dossier.handbook.partner || who.third)
  );
}
