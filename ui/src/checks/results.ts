/** Verdicts as shown on the page. */
import { controlId } from '../dossier/controlIds';
import type { OpenedDossier } from '../dossier/openedDossier.svelte';
import { clearOf, inLanguage } from '../dossier/text';
import type { CheckState, Item, ItemId, Step, Verdict } from '../host';
import type { CheckResult } from './checkResult';
import { fill, formatMoment, formatRecent, words } from '../words';
import { describeDiscrepancies, describeRemark, describeUnread } from './describe';

/** The applicable items of a step that can be checked. */
export function checkable(step: Step, dossier: OpenedDossier): Item[] {
  return (step.items ?? []).filter(({ id }) => {
    const state = dossier.item(id);
    return state?.applies === true && state.check !== null;
  });
}

/** When the most recent reading behind a verdict was made, in UTC. */
export function readAt({ evidence }: Verdict): string | undefined {
  const moments = evidence.map(({ at }) => at);
  return moments.sort((a, b) => Date.parse(b) - Date.parse(a))[0];
}

/** Whether the required data was never read; false when something has to be entered first. */
function isNeverRead({ outcome }: Verdict): boolean {
  return outcome.kind === 'unknown' && outcome.because.some(({ kind }) => kind === 'never');
}

/** Whether all readings behind a verdict were made after this moment, UTC; always when undefined. */
export function readSince({ evidence }: Verdict, moment: string | undefined): boolean {
  if (evidence.length === 0) return false;
  return moment === undefined || evidence.every(({ at }) => Date.parse(at) > Date.parse(moment));
}

/** Returns the label of an item by its id. */
function labelIn(dossier: OpenedDossier) {
  return (id: ItemId) => {
    const item = dossier.find(id)?.item;
    return item ? inLanguage(item.label) : id;
  };
}

/** The result of a check, as text. */
export function describeVerdict(
  check: CheckState,
  verdict: Verdict,
  dossier: OpenedDossier,
): string {
  const w = words().checks;
  const { outcome } = verdict;
  switch (outcome.kind) {
    case 'met':
      return w.met[check.id];
    case 'unmet': {
      const before = check.last_met === null ? [] : [w.lastMet(formatMoment(check.last_met))];
      return [describeDiscrepancies(outcome.lacks, dossier), ...before].join(' ');
    }
    case 'unexpected':
      return `${describeDiscrepancies(outcome.lacks, dossier)} ${w.provesNothing}`;
    case 'unknown': {
      const why = outcome.because.map((unread) => describeUnread(unread, labelIn(dossier)));
      return `${w.asks[check.id]}. ${[...new Set(why)].join(' ')}`;
    }
  }
}

/** Who overrode a failing check, and why; undefined while nobody did. */
export function describeOverride({ went_on }: Pick<CheckState, 'went_on'>): string | undefined {
  if (!went_on) return undefined;
  const { reason, stamp } = went_on;
  const w = words().checks;
  return w.goOn.by(
    stamp.actor.initials,
    formatRecent(stamp.at),
    clearOf(reason) ?? words().record.marks.sealed,
  );
}

/** Who could not see later whether something that failed is in order now; undefined while nobody could not. */
export function describeUnseen({ unseen }: CheckState, dossier: OpenedDossier): string | undefined {
  if (!unseen) return undefined;
  const why = unseen.because.map((one) => describeUnread(one, labelIn(dossier)));
  const { initials } = unseen.stamp.actor;
  const values = { who: initials, when: formatMoment(unseen.stamp.at) };
  return [fill(words().record.outcomes.unseen, values), ...new Set(why)].join(' ');
}

/** The result of an item for the list of checks; undefined when it was never checked. */
export function resultOf(item: Item, dossier: OpenedDossier): CheckResult | undefined {
  const check = dossier.item(item.id)?.check;
  if (!check?.verdict) return undefined;
  const { verdict } = check;
  const name = verdict.outcome.kind;
  const wentOn = describeOverride(check);
  const unseen = describeUnseen(check, dossier);
  const points = name === 'unmet' || name === 'unexpected';
  return {
    id: item.id,
    verdict: name,
    // What is not as it should be is told at its line, once; here it is counted and linked to.
    what: points ? inLanguage(item.label) : describeVerdict(check, verdict, dossier),
    notes: [
      ...verdict.remarks.map((remark) => describeRemark(remark, dossier)),
      ...(unseen === undefined ? [] : [unseen]),
      ...(wentOn === undefined ? [] : [wentOn]),
    ],
    asks: words().checks.asks[check.id],
    evidence: verdict.evidence,
    readAt: readAt(verdict),
    neverRead: isNeverRead(verdict),
    field: points ? controlId(item.id) : undefined,
  };
}
