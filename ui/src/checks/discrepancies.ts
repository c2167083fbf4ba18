/** What a check found not to be so, as a list of which each point stands once in a dossier. */
import type { OpenedDossier } from '../dossier/openedDossier.svelte';
import type { Discrepancy, Item, Personal, Step } from '../host';
import { describeDiscrepancy } from './describe';
import { clearOf } from '../dossier/text';
import { insideSentence, words } from '../words';

/** A point: a sentence, or what it is about with the names below it. */
export interface Point {
  text: string;
  names: readonly string[];
  /** The line at which the same is said already. */
  at?: { step: Step; item: Item } | undefined;
}

/** From this many names on they stand below each other. */
const MANY = 4;

function namesIn(lack: Discrepancy): readonly string[] {
  const texts = (all: readonly Personal[]) =>
    all.map((one) => clearOf(one) ?? insideSentence(words().record.marks.sealed));
  switch (lack.kind) {
    case 'rightsTooMany':
    case 'connectedThrough':
      return lack.rights;
    case 'productsOff':
    case 'oneOfProductsOff':
    case 'productsOn':
      return lack.products;
    case 'notInLoket':
    case 'notEntered':
    case 'notUnique':
    case 'wrongCategory':
      return texts(lack.values);
    default:
      return [];
  }
}

/** Whether one discrepancy says all that another says. */
function covers(said: Discrepancy, lack: Discrepancy): boolean {
  if (said.kind === 'productsOff' && lack.kind === 'productsOff') {
    return lack.products.every((name) => said.products.includes(name));
  }
  if (said.kind === 'productsOn' && lack.kind === 'productsOn') {
    return lack.products.every((name) => said.products.includes(name));
  }
  if (said.kind === 'rightsMissing' && lack.kind === 'rightsMissing') {
    return lack.rights.every((right) => said.rights.includes(right));
  }
  if (said.kind === 'rightsTooMany' && lack.kind === 'rightsTooMany') {
    return lack.rights.every((right) => said.rights.includes(right));
  }
  return JSON.stringify(said) === JSON.stringify(lack);
}

/** The line before an item at which the same is said already. */
function saidBefore(lack: Discrepancy, before: Item, dossier: OpenedDossier): Point['at'] {
  for (const step of dossier.handbook.steps) {
    for (const item of step.items ?? []) {
      if (item.id === before.id) return undefined;
      const state = dossier.item(item.id);
      const outcome = state?.applies === true ? state.check?.verdict?.outcome : undefined;
      if (outcome?.kind === 'unmet' && outcome.lacks.some((said) => covers(said, lack))) {
        return { step, item };
      }
    }
  }
  return undefined;
}

/** The points of a verdict on an item. */
export function pointsOf(
  lacks: readonly Discrepancy[],
  item: Item,
  dossier: OpenedDossier,
): Point[] {
  return lacks.map((lack) => {
    const text = describeDiscrepancy(lack, dossier);
    const names = namesIn(lack);
    const at = saidBefore(lack, item, dossier);
    const joined = `${names.join(', ')}.`;
    if (names.length < MANY || !text.endsWith(joined)) return { text, names: [], at };
    return { text: text.slice(0, -joined.length).trimEnd(), names, at };
  });
}
