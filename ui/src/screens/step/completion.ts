import { controlId } from '../../dossier/controlIds';
import { fieldErrors } from '../../dossier/findings';
import type { OpenedDossier } from '../../dossier/openedDossier.svelte';
import { isClosed, nextOpen } from '../../dossier/statuses';
import { inLanguage } from '../../dossier/text';
import type { Refused, StepId } from '../../host';
import type { FieldError } from '../../parts/ErrorSummary.svelte';
import { hrefTo } from '../../shell/routes';
import { words } from '../../words';

/** The result: done, or what blocks. */
export type Outcome = { done: true } | { done: false; errors: FieldError[]; refused?: Refused };

/** Input that could not be saved, as lines of the error summary. */
function unsaved(dossier: OpenedDossier): FieldError[] {
  return [...dossier.unsaved.keys()].map((id) => {
    const item = dossier.find(id)?.item;
    const label = item ? inLanguage(item.label) : id;
    return { id: controlId(id), text: `${words().step.notSaved}: ${label}` };
  });
}

/** Saves all input. */
export async function saveStep(dossier: OpenedDossier): Promise<Outcome> {
  return (await dossier.saveEdits()) ? { done: true } : { done: false, errors: unsaved(dossier) };
}

/** Saves all input and marks a step as done. */
export async function completeStep(dossier: OpenedDossier, step: StepId): Promise<Outcome> {
  const kept = await saveStep(dossier);
  if (!kept.done) return kept;
  if (dossier.stepState(step)?.status.kind === 'done') return { done: true };
  const refused = await dossier.change({ kind: 'completeStep', step });
  if (!refused) return { done: true };
  if (refused.code === 'incomplete') {
    return { done: false, errors: fieldErrors(refused.findings, dossier) };
  }
  return { done: false, errors: [], refused };
}

/** Saves all input and leaves a step for later; a step that was done is reopened. */
export async function leaveStep(dossier: OpenedDossier, step: StepId): Promise<Outcome> {
  const kept = await saveStep(dossier);
  if (!kept.done) return kept;
  const state = dossier.stepState(step);
  if (!state?.completed || dossier.locked) return { done: true };
  const refused = await dossier.change({ kind: 'reopenStep', step });
  return refused ? { done: false, errors: [], refused } : { done: true };
}

/**
 * Where to continue after a step: the next one that can be worked on, otherwise the review or the task
 * list.
 */
export function hrefAfter(step: StepId, dossier: OpenedDossier): string {
  const { id } = dossier;
  const next = nextOpen(step, dossier);
  if (next !== undefined) return hrefTo({ name: 'step', id, step: next });
  const all = dossier.state.steps.every(({ status }) => isClosed(status));
  return hrefTo({ name: all ? 'answers' : 'dossier', id });
}
