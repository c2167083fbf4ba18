import type { Step, StepState, StepStatus } from '../host';
import type { StatusState } from '../parts/states';
import { words } from '../words';
import type { OpenedDossier } from './open.svelte';
import { clearOf, inLanguage, sentence } from './text';

/** The status of a step as it is shown. */
export function statusOf(status: StepStatus): StatusState {
  return status.kind === 'waiting' ? { name: 'waiting', on: status.on } : { name: status.kind };
}

/** Whether nothing more is asked of a step. */
export function isSettled(status: StepStatus): boolean {
  return status.kind === 'done' || status.kind === 'notApplicable';
}

/** The titles of steps, as one text. */
export function titles(steps: readonly string[], dossier: OpenedDossier): string {
  const named = steps.map((id) => dossier.step(id)).filter((step) => step !== undefined);
  return named.map((step) => inLanguage(step.title)).join(', ');
}

/** Why a step does not apply that was not set aside by hand: its condition does not hold, or not yet. */
export function whyRuledOut(step: Step, dossier: OpenedDossier): string {
  const w = words().dossier.hints;
  const item = step.when ? dossier.find(step.when.item)?.item : undefined;
  const undecided = item && !dossier.item(item.id)?.answer && !dossier.item(item.id)?.arrived;
  return undecided ? w.undecided(inLanguage(item.label)) : w.ruledOut;
}

/** The line under a step in the task list: what is the matter with it, and else its own hint. */
export function hintOf(step: Step, state: StepState, dossier: OpenedDossier): string {
  const w = words().dossier.hints;
  const hint = inLanguage(step.hint);
  const { status } = state;
  switch (status.kind) {
    case 'busy':
      return state.lines > 1 ? `${w.filled(state.filled, state.lines)} ${hint}` : hint;
    case 'problem':
      return w.problem(state.filled, state.lines);
    case 'cannotStart':
      return sentence(w.first(titles(status.because, dossier)));
    case 'waiting':
      return state.waiting?.reason ? sentence(w.waitsFor(state.waiting.reason)) : hint;
    case 'notApplicable':
      if (!status.reason) return whyRuledOut(step, dossier);
      return clearOf(status.reason) ?? w.sealedReason;
    default:
      return hint;
  }
}

/** The step after this one that can be worked on; with none after it the first one before it. */
export function nextOpen(after: string, dossier: OpenedDossier): string | undefined {
  const { steps } = dossier.state;
  const place = steps.findIndex(({ step }) => step === after);
  const rest = [...steps.slice(place + 1), ...steps.slice(0, Math.max(place, 0))];
  const open = rest.filter(({ status }) => !isSettled(status) && status.kind !== 'cannotStart');
  return (open.find(({ status }) => status.kind !== 'waiting') ?? open[0])?.step;
}
