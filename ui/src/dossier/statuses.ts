import type { Item, ItemId, Step, StepCause, StepId, StepState, StepStatus } from '../host';
import type { StatusState } from '../parts/statuses';
import { fill, words } from '../words';
import { formatAnswer } from './formatAnswer';
import type { OpenedDossier } from './openedDossier.svelte';
import { clearOf, inLanguage, sentence, wordsOf } from './text';

/** The status of a step for display. */
export function statusOf(status: StepStatus): StatusState {
  if (status.kind === 'waiting') return { name: 'waiting', on: wordsOf(status.on) };
  return { name: status.kind };
}

/** Whether a step is done or does not apply: nothing more is asked of it. */
export function isClosed(status: StepStatus): boolean {
  return status.kind === 'done' || status.kind === 'ruledOut' || status.kind === 'notApplicable';
}

/** The lines of a step in which something is missing or wrong, each once. */
export function openLines(step: StepId, dossier: OpenedDossier): Item[] {
  const items = dossier.step(step)?.items ?? [];
  return items.filter(({ id }) => {
    const state = dossier.item(id);
    return state?.applies === true && state.findings.length > 0;
  });
}

/** Whether a step has all that it asks: what is known from elsewhere is taken over when it is declared done. */
export function lacksNothing({ items = [] }: Step, dossier: OpenedDossier): boolean {
  return items.every(({ id }) => {
    const state = dossier.item(id);
    if (!state?.applies) return true;
    if (dossier.unsaved.has(id)) return false;
    const counts = state.run?.finding.kind === 'shown' && state.run.finding.counts;
    return state.findings.every(
      ({ problem }) => problem.kind === 'unanswered' && (state.proposal ?? counts),
    );
  });
}

const labels = (items: readonly Item[]) =>
  items.map(({ label }) => inLanguage(label).replace(/[?.]$/, '')).join('; ');

/** What is wrong at the root of a step that is held back: which lines of which step. */
function describeCause({ step, items }: StepCause, dossier: OpenedDossier): string {
  const found = items.map((id) => dossier.find(id)?.item).filter((item) => item !== undefined);
  return words().dossier.hints.heldBy(labels(found), titles([step], dossier));
}

/** The titles of steps, joined. */
function titles(steps: readonly StepId[], dossier: OpenedDossier): string {
  const named = steps.map((id) => dossier.step(id)).filter((step) => step !== undefined);
  return named.map((step) => inLanguage(step.title)).join(', ');
}

/** Whether a step applies: it is not ruled out or set aside, and does not depend on a choice still to make. */
export function isApplicable({ kind }: StepStatus): boolean {
  return kind !== 'ruledOut' && kind !== 'notApplicable' && kind !== 'dependsOn';
}

/** Whether a step can be worked on now. */
export function isWorkable(status: StepStatus): boolean {
  return isApplicable(status) && status.kind !== 'cannotStart';
}

/** That a step falls away, and by the answer to which line: as the report says it. */
function ruledOut(by: ItemId, dossier: OpenedDossier): string {
  const w = words().record.statuses;
  const item = dossier.find(by)?.item;
  if (!item) return w.ruledOut;
  const value = formatAnswer(item, dossier).join(', ');
  const text = value === '' ? w.ruledOutBy : w.ruledOutByWith;
  return fill(text, { item: inLanguage(item.label), value });
}

/** Why a step does not apply; undefined when it does. */
export function notApplicableReason(
  status: StepStatus,
  dossier: OpenedDossier,
): string | undefined {
  const w = words().dossier.hints;
  if (status.kind === 'dependsOn') {
    const item = dossier.find(status.item)?.item;
    return w.undecided(item ? inLanguage(item.label) : status.item);
  }
  if (status.kind === 'ruledOut') return ruledOut(status.item, dossier);
  if (status.kind !== 'notApplicable') return undefined;
  return clearOf(status.reason) ?? w.sealedReason;
}

/** The hint under a step in the task list: about its status, otherwise its own hint. */
export function hintOf(step: Step, state: StepState, dossier: OpenedDossier): string {
  const w = words().dossier.hints;
  const hint = inLanguage(step.hint);
  const { status } = state;
  switch (status.kind) {
    case 'busy':
      return state.lines > 1 ? `${w.filled(state.filled, state.lines)} ${hint}` : hint;
    case 'problem':
      return w.problem(state.filled, state.lines);
    case 'outdated':
      return sentence(w.outdated(labels(openLines(step.id, dossier))));
    case 'cannotStart':
      return status.causes.length > 0
        ? status.causes.map((cause) => sentence(describeCause(cause, dossier))).join(' ')
        : sentence(w.first(titles(status.because, dossier)));
    case 'waiting':
      return state.waiting && clearOf(state.waiting.reason) !== ''
        ? sentence(w.waitsFor(wordsOf(state.waiting.reason)))
        : hint;
    default:
      return notApplicableReason(status, dossier) ?? hint;
  }
}

/** The next step that can be worked on; with none after this one, the first one before it. */
export function nextOpen(after: StepId, dossier: OpenedDossier): StepId | undefined {
  const { steps } = dossier.state;
  const place = steps.findIndex(({ step }) => step === after);
  const rest = [...steps.slice(place + 1), ...steps.slice(0, Math.max(place, 0))];
  const open = rest.filter(({ status }) => !isClosed(status) && isWorkable(status));
  return (open.find(({ status }) => status.kind !== 'waiting') ?? open[0])?.step;
}
