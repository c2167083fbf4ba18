import { describeFailing } from '../checks/describe';
import type { Finding, Item, Problem } from '../host';
import { insideSentence, words } from '../words';
import { columnsOf, idOfFinding } from './controlIds';
import type { OpenedDossier } from './openedDossier.svelte';
import { rightNames } from './rightNames';
import { inLanguage } from './text';

/** What is missing or wrong, as an instruction. The summary and the field show the same text. */
export function describeFinding(finding: Finding, dossier: OpenedDossier): string {
  const item = dossier.find(finding.item)?.item;
  if (!item) return words().dossier.findings.unanswered(finding.item);
  const problem = finding.problem;
  if (problem.kind === 'value') {
    return afterQuestion(words().errors.field[problem.problem](nameOf(finding, item)));
  }
  return describeOpen(problem, item, dossier);
}

/** After a label that asks something comes a sentence, without a colon. */
function afterQuestion(text: string): string {
  return text.replace(/\?: (\p{Ll})/u, (_, letter: string) => `? ${letter.toUpperCase()}`);
}

function nameOf(finding: Finding, item: Item): string {
  const column = columnsOf(item).find(({ id }) => id === finding.column);
  if (!column) return inLanguage(item.label);
  const label = inLanguage(column.label);
  const rows = item.ask.kind === 'list' || item.ask.kind === 'mapping';
  return rows ? words().dossier.findings.inRow(label, (finding.row ?? 0) + 1) : label;
}

function describeOpen(
  problem: Exclude<Problem, { kind: 'value' }>,
  item: Item,
  dossier: OpenedDossier,
): string {
  const w = words().dossier.findings;
  const label = inLanguage(item.label);
  switch (problem.kind) {
    case 'unanswered':
      return describeUnanswered(item, label);
    case 'rightsMissing':
      return w.rightsMissing(problem.rights.map((right) => rightNames[right]).join(', '));
    case 'productsDiffer':
      return w.productsDiffer(
        problem.on.map((id) => productName(id, dossier)).join(', '),
        problem.off.map((id) => productName(id, dossier)).join(', '),
      );
    case 'noRows':
      return item.ask.kind === 'list' && item.ask.none
        ? w.noRowsOrNone(label, inLanguage(item.ask.none))
        : w.noRows(label);
    case 'notArrived':
      return item.ask.kind === 'wait'
        ? w.notArrived(inLanguage(item.ask.for), inLanguage(item.ask.on))
        : w.unanswered(label);
    case 'notSent':
      return w.notSent(label);
    case 'checkFails':
      return describeFailing(label, problem.lacks, dossier);
  }
}

function describeUnanswered(item: Item, label: string): string {
  const w = words().dossier.findings;
  switch (item.ask.kind) {
    case 'confirm':
      return w.confirm(label);
    case 'choice':
    case 'products':
      return w.choose(label);
    case 'rights':
      return w.rights(label);
    case 'secret':
      return w.secret(insideSentence(label));
    case 'message':
      return w.message(label);
    case 'hand-over':
      return w.handOver(label);
    default:
      return w.unanswered(label);
  }
}

/** The name of a product or extra as in Loket's list. */
export function productName(id: string, dossier: OpenedDossier): string {
  for (const { items } of dossier.handbook.steps) {
    for (const { ask } of items ?? []) {
      if (ask.kind !== 'products') continue;
      const found = [...(ask.options ?? []), ...(ask.extras ?? [])].find((one) => one.id === id);
      if (found) return found.product;
    }
  }
  return id;
}

/** A line of an error summary: the id of the control, and the text that is also shown at it. */
interface ErrorLine {
  id: string;
  text: string;
}

/** Findings as lines of an error summary; two findings about one control become one line. */
export function fieldErrors(findings: readonly Finding[], dossier: OpenedDossier): ErrorLine[] {
  const errors: ErrorLine[] = [];
  for (const finding of findings) {
    const id = idOfFinding(
      finding,
      dossier.find(finding.item)?.item,
      dossier.rowKeys.get(finding.item) ?? [],
    );
    const known = errors.some((error) => error.id === id);
    if (!known) errors.push({ id, text: describeFinding(finding, dossier) });
  }
  return errors;
}
