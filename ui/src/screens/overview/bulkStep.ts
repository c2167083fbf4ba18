import { inLanguage } from '../../dossier/text';
import type { Answer, BoardRow, DossierChange, Handbook, Item, Refused, Step } from '../../host';
import { words } from '../../words';
import { reasonOf, type BulkChange } from './bulkRun.svelte';

/** A step that is next in some of the chosen dossiers. */
export interface NextStep {
  id: string;
  title: string;
  /** In how many it is next. */
  count: number;
}

/** The steps that are next in these dossiers, the most common one first. */
export function nextSteps(rows: readonly BoardRow[]): NextStep[] {
  const found = new Map<string, NextStep>();
  for (const { next } of rows.map(({ summary }) => summary)) {
    if (!next) continue;
    const step = found.get(next.step) ?? { id: next.step, title: inLanguage(next.title), count: 0 };
    step.count += 1;
    found.set(next.step, step);
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/** Whether all of these follow the same handbook. */
export function isOneHandbook(rows: readonly BoardRow[]): boolean {
  return new Set(rows.map(({ summary }) => summary.handbook)).size === 1;
}

/** What is answered for all dossiers alike, by item: `yes` for a tick, or the id of an option. */
export type SharedAnswers = Readonly<Record<string, string>>;

/**
 * The lines of a step that can be answered alike in every dossier: to tick, to choose, and messages that were sent.
 * Those that hang on a choice of the same step come with that choice.
 */
export function sharedLines(step: Step, answers: SharedAnswers): Item[] {
  const items = step.items ?? [];
  return items.filter(({ ask, when }) => {
    if (!['confirm', 'choice', 'message'].includes(ask.kind)) return false;
    const before = when ? items.find(({ id }) => id === when.item) : undefined;
    if (before?.ask.kind !== 'choice' || !when) return true;
    return when.is.includes(answers[when.item] ?? '');
  });
}

function answerTo({ ask }: Item, said: string): Answer {
  if (ask.kind === 'choice') return { kind: 'value', value: { clear: said } };
  return ask.kind === 'message' ? { kind: 'sent' } : { kind: 'confirmed' };
}

/** What is done in each dossier: the shared answers, and the step declared done. */
export function completion(step: Step, answers: SharedAnswers): BulkChange {
  const given = sharedLines(step, answers).flatMap((item) => {
    const said = answers[item.id] ?? '';
    return said === '' ? [] : [[item.id, answerTo(item, said)] as const];
  });
  const change: DossierChange = {
    kind: 'answerAndComplete',
    step: step.id,
    answers: Object.fromEntries(given),
  };
  return ({ summary: { next } }) => {
    const w = words().bulk.step;
    if (!next) return { why: w.none };
    return next.step === step.id ? change : { why: w.other(inLanguage(next.title)) };
  };
}

/** Why a step is not done there: the lines that are missing or wrong by their names. */
export function incomplete(handbook: Handbook): (refused: Refused) => string {
  const items = new Map(
    handbook.steps.flatMap(({ items }) => items ?? []).map((item) => [item.id as string, item]),
  );
  return (refused) => {
    if (refused.code !== 'incomplete') return reasonOf(refused);
    const labels = refused.findings.map(({ item }) => {
      const found = items.get(item);
      return found ? inLanguage(found.label) : item;
    });
    return words().bulk.step.missing([...new Set(labels)].join('; '));
  };
}
