/** Texts about the checks of a dossier in Loket. */
import { clearOf, inLanguage } from '../dossier/text';
import type { OpenedDossier } from '../dossier/openedDossier.svelte';
import { rightNames } from '../dossier/rightNames';
import type { Discrepancy, Personal, Remark, Right, Unread, VerdictSubject } from '../host';
import { formatDecimal, formatEuro, insideSentence, words } from '../words';

const list = (names: readonly string[]) => names.join(', ');
const named = (rights: readonly Right[]) => list(rights.map((right) => rightNames[right]));

/** The name of a variant, by its id in the handbook. */
function variantName(id: string, dossier: OpenedDossier): string {
  for (const { items } of dossier.handbook.steps) {
    for (const { ask } of items ?? []) {
      const tier = ask.kind === 'products' ? ask.tiers?.find((one) => one.id === id) : undefined;
      if (tier) return inLanguage(tier.name);
    }
  }
  return id;
}

function isPeriod(value: string): value is 'month' | 'fourWeeks' | 'week' {
  return value === 'month' || value === 'fourWeeks' || value === 'week';
}

/** A value as text; a sealed value says that it is sealed. */
function value(
  what: VerdictSubject | undefined,
  personal: Personal,
  dossier: OpenedDossier,
): string {
  const clear = clearOf(personal);
  if (clear === undefined) return words().checks.sealed;
  if (what === 'variant') return variantName(clear, dossier);
  if (what === 'payrollPeriodType' && isPeriod(clear)) return words().checks.periods[clear];
  return what === 'hours' ? formatDecimal(clear, 0) : clear;
}

function values(
  what: VerdictSubject | undefined,
  all: readonly Personal[],
  dossier: OpenedDossier,
): string {
  return list(all.map((one) => value(what, one, dossier)));
}

function describeDiffers(
  lack: Extract<Discrepancy, { kind: 'differs' }>,
  dossier: OpenedDossier,
): string {
  const w = words().checks;
  const entered = value(lack.what, lack.entered, dossier);
  const read = lack.read.length === 0 ? w.nothing : values(lack.what, lack.read, dossier);
  if (lack.what === 'entitledEmployees') return w.expected(entered, read);
  return w.lacks.differs(w.things[lack.what], entered, read);
}

/** What is missing, superfluous or different, as a sentence. */
export function describeDiscrepancy(lack: Discrepancy, dossier: OpenedDossier): string {
  const w = words().checks.lacks;
  const thing = (what: VerdictSubject) => insideSentence(words().checks.things[what]);
  switch (lack.kind) {
    case 'noSuchUser':
    case 'isOrdinaryUser':
    case 'isWebServiceUser':
      return w[lack.kind](value('user', lack.user_name, dossier));
    case 'barred':
      return w.barred(words().checks.bars[lack.by]);
    case 'blocked':
      return w.blocked(value(undefined, lack.status, dossier));
    case 'noAccess':
    case 'secondFactor':
    case 'departmentOnly':
    case 'noVariant':
    case 'couplingBlocked':
      return w[lack.kind];
    case 'connectedThrough':
      return w.connectedThrough(
        value('user', lack.user, dossier),
        lack.employers,
        list(lack.rights),
      );
    case 'seesOthers':
      return w.seesOthers(lack.employers);
    case 'rightsMissing':
      return w.rightsMissing(named(lack.rights));
    case 'rightsMissingFor':
      return w.rightsMissingFor(values('user', lack.users, dossier), named(lack.rights));
    case 'rightsTooMany':
      return w.rightsTooMany(list(lack.rights));
    case 'sharedUser':
      return w.sharedUser(list(lack.handbooks));
    case 'notConnected':
      return w.notConnected(list(lack.applications));
    case 'differs':
      return describeDiffers(lack, dossier);
    case 'notInLoket':
    case 'notEntered':
    case 'notUnique':
      return w[lack.kind](thing(lack.what), values(lack.what, lack.values, dossier));
    case 'wrongCategory':
      return w.wrongCategory(values('component', lack.values, dossier));
    case 'oneOfProductsOff':
    case 'productsOff':
    case 'productsOn':
      return w[lack.kind](list(lack.products));
    case 'hoursChanged':
      return w.hoursChanged(formatDecimal(lack.before, 0), formatDecimal(lack.last, 0));
    case 'productNotAvailable':
      return w.productNotAvailable(lack.product);
  }
}

/** Everything that is missing, superfluous or different, as one text. */
export function describeDiscrepancies(
  lacks: readonly Discrepancy[],
  dossier: OpenedDossier,
): string {
  return lacks.map((lack) => describeDiscrepancy(lack, dossier)).join(' ');
}

/** A check that fails, as a line of the error summary. */
export function describeFailing(
  label: string,
  lacks: readonly Discrepancy[],
  dossier: OpenedDossier,
): string {
  return words().checks.fails(label, describeDiscrepancies(lacks, dossier)).replace('?: ', '? ');
}

/** A remark that blocks nothing, as a sentence. */
export function describeRemark(remark: Remark, dossier: OpenedDossier): string {
  const w = words().checks.remarks;
  switch (remark.kind) {
    case 'officeUser':
      return w.officeUser(remark.employers);
    case 'rightsOnUser':
    case 'severalEmployers':
    case 'secondFactor':
    case 'departmentManager':
    case 'isEmployerNumber':
    case 'hoursUnknown':
      return w[remark.kind];
    case 'filtered':
      return w.filtered(values(undefined, remark.filters, dossier));
    case 'candidates':
      return w.candidates(values('employee', remark.people, dossier));
    case 'budget':
      return w.budget(formatEuro(remark.total));
    case 'variantIs':
      return w.variantIs(variantName(remark.tier, dossier));
    case 'numbersDiffer':
      return w.numbersDiffer(remark.employments);
    case 'hoursBeside':
      return w.hoursBeside(
        remark.lines
          .map(({ component, before, last }) =>
            words().checks.hoursLine(
              String(component),
              formatDecimal(before, 0),
              formatDecimal(last, 0),
            ),
          )
          .join('; '),
      );
  }
}

/** Why something is unknown, as a sentence with what would help. `label` returns the name of an item. */
export function describeUnread(unread: Unread, label: (item: string) => string): string {
  const w = words().checks.because;
  switch (unread.kind) {
    case 'notPermitted':
      return w.notPermitted(unread.activity, unread.rights, unread.products);
    case 'notEntered':
      // A question keeps its question mark, without a full stop after it.
      return w.notEntered(label(unread.item)).replace(/\?\.$/, '?');
    case 'applicationUnknown':
      return w.applicationUnknown(unread.application);
    case 'rightsUnrecognised':
      return w.rightsUnrecognised(named(unread.rights));
    case 'userNamesMissing':
    case 'userKindUnknown':
    case 'employerOutOfReach':
    case 'never':
    case 'notLinked':
    case 'offline':
    case 'signedOut':
    case 'vanished':
    case 'changed':
    case 'sealed':
    case 'notOffered':
    case 'filtered':
      return w[unread.kind];
  }
}
