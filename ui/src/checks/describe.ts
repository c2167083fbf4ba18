/** Texts about the checks of a dossier in Loket. */
import { clearOf, inLanguage } from '../dossier/text';
import type { OpenedDossier } from '../dossier/openedDossier.svelte';
import { rightNames } from '../dossier/rightNames';
import type {
  ItemId,
  Discrepancy,
  PayrollPeriodType,
  Personal,
  Remark,
  Right,
  Unread,
  VerdictSubject,
} from '../host';
import {
  fill,
  formatDay,
  formatDecimal,
  formatEuro,
  formatFilter,
  formatPeriod,
  insideSentence,
  words,
} from '../words';

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

function isPeriod(value: string): value is PayrollPeriodType {
  return value in words().record.periods;
}

/** A value inside a sentence; a sealed value says that it is sealed. */
function value(
  what: VerdictSubject | undefined,
  personal: Personal,
  dossier: OpenedDossier,
): string {
  const { marks, periods } = words().record;
  const clear = clearOf(personal);
  if (clear === undefined) return insideSentence(marks.sealed);
  if (what === 'variant') return variantName(clear, dossier);
  if (what === 'payrollPeriodType' && isPeriod(clear)) return insideSentence(periods[clear]);
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
  const { discrepancies: w, marks, subjects } = words().record;
  const entered = value(lack.what, lack.entered, dossier);
  const nothing = insideSentence(marks.nothing);
  const read = lack.read.length === 0 ? nothing : values(lack.what, lack.read, dossier);
  // Loket holds no number of employees: it is worked out from the employments.
  if (lack.what === 'entitledEmployees') return fill(w.differsExpected, { entered, read });
  if (lack.what === 'variant') return fill(w.differsVariant, { entered, read });
  return fill(w.differs, { what: subjects[lack.what], entered, read });
}

function describeSeesOthers(employers: number | null): string {
  const w = words().record.discrepancies;
  if (employers === null) return w.seesOthers;
  return fill(employers === 1 ? w.seesOthersOne : w.seesOthersWith, { count: String(employers) });
}

function describeConnectedThrough(
  lack: Extract<Discrepancy, { kind: 'connectedThrough' }>,
  dossier: OpenedDossier,
): string {
  const w = words().record.discrepancies;
  const { employers, rights } = lack;
  return [
    fill(w.connectedThrough, { user: value('user', lack.user, dossier) }),
    employers === null
      ? w.connectedThroughReach
      : fill(w.connectedThroughReachWith, { employers: String(employers) }),
    rights.length === 0 ? '' : fill(w.connectedThroughRights, { rights: list(rights) }),
    w.connectedThroughAdvice,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What is missing, superfluous or different, as a sentence. */
export function describeDiscrepancy(lack: Discrepancy, dossier: OpenedDossier): string {
  const { discrepancies: w, bars, subjects } = words().record;
  switch (lack.kind) {
    case 'noSuchUser':
    case 'isOrdinaryUser':
    case 'isWebServiceUser':
      return fill(w[lack.kind], { user: value('user', lack.user_name, dossier) });
    case 'barred':
      return fill(w.barred, { why: bars[lack.by] });
    case 'blocked':
      return fill(w.blocked, { status: value(undefined, lack.status, dossier) });
    case 'noAccess':
    case 'secondFactor':
    case 'departmentOnly':
    case 'noVariant':
    case 'couplingBlocked':
      return w[lack.kind];
    case 'connectedThrough':
      return describeConnectedThrough(lack, dossier);
    case 'seesOthers':
      return describeSeesOthers(lack.employers);
    case 'rightsMissing':
      return fill(w.rightsMissing, { rights: named(lack.rights) });
    case 'rightsMissingFor':
      return fill(w.rightsMissingFor, {
        users: values('user', lack.users, dossier),
        rights: named(lack.rights),
      });
    case 'rightsTooMany':
      return fill(w.rightsTooMany, { rights: list(lack.rights) });
    case 'sharedUser':
      return fill(w.sharedUser, { others: list(lack.handbooks) });
    case 'notConnected':
      if (lack.applications.length === 0) return w.notConnected;
      return fill(w.notConnectedWith, { applications: list(lack.applications) });
    case 'differs':
      return describeDiffers(lack, dossier);
    case 'notInLoket':
    case 'notEntered':
    case 'notUnique':
      return fill(w[lack.kind], {
        what: insideSentence(subjects[lack.what]),
        values: values(lack.what, lack.values, dossier),
      });
    case 'wrongCategory':
      return fill(w.wrongCategory, { values: values('component', lack.values, dossier) });
    case 'oneOfProductsOff':
    case 'productsOff':
    case 'productsOn':
      return fill(w[lack.kind], { products: list(lack.products) });
    case 'hoursChanged':
      return fill(w.hoursChanged, {
        before: formatDecimal(lack.before, 0),
        last: formatDecimal(lack.last, 0),
      });
    case 'hoursDiffer':
      return fill(w.hoursDiffer, {
        period: formatPeriod(lack.period),
        different: String(lack.different),
        missing: String(lack.missing),
      });
    case 'hoursNotSent':
      return fill(w.hoursNotSent, {
        period: formatPeriod(lack.period),
        people: String(lack.people),
      });
    case 'productNotAvailable':
      return fill(w.productNotAvailable, { product: lack.product });
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
    case 'signedInLast':
      return w.signedInLast(formatDay(remark.on));
    case 'notStated':
      return w.notStated(
        words().checks.unstated[remark.what],
        values(undefined, remark.values, dossier),
      );
    case 'filtered':
      return w.filtered(
        list(
          remark.filters.map((filter) => {
            const name = clearOf(filter);
            return name === undefined ? value(undefined, filter, dossier) : formatFilter(name);
          }),
        ),
      );
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

/** What gives something: each name by itself is enough. */
function oneOf(names: readonly string[], one: string, several: string, place: string): string {
  return names.length === 0
    ? ''
    : fill(names.length === 1 ? one : several, { [place]: list(names) });
}

function describeNotPermitted(unread: Extract<Unread, { kind: 'notPermitted' }>): string {
  const w = words().record.unread;
  const { activity, rights, products } = unread;
  const gives = [
    oneOf(rights, w.notPermittedRights, w.notPermittedRightsWith, 'rights'),
    oneOf(products, w.notPermittedProducts, w.notPermittedProductsWith, 'products'),
  ].filter((sentence) => sentence !== '');
  if (gives.length === 0) gives.push(fill(w.notPermittedActivity, { activity }));
  return [w.notPermitted, ...gives].join(' ');
}

/** Why something is unknown, as a sentence with what would help. `label` returns the name of an item. */
export function describeUnread(unread: Unread, label: (item: ItemId) => string): string {
  const w = words().record.unread;
  const { advice } = words().checks;
  switch (unread.kind) {
    case 'notPermitted':
      return describeNotPermitted(unread);
    case 'notEntered':
      return fill(w.notEntered, { item: label(unread.item) });
    case 'rejected': {
      const said = unread.said.map((one) => clearOf(one) ?? words().record.marks.sealed).join(' ');
      return said === '' ? `${w.rejected} ${advice.rejected}` : fill(w.rejectedWith, { said });
    }
    case 'applicationUnknown':
      return `${fill(w.applicationUnknown, { application: unread.application })} ${advice.applicationUnknown}`;
    case 'rightsUnrecognised':
      return `${fill(w.rightsUnrecognised, { rights: named(unread.rights) })} ${advice.rightsUnrecognised}`;
    case 'userNamesMissing':
    case 'userKindUnknown':
    case 'employerOutOfReach':
    case 'never':
    case 'notLinked':
    case 'listChanged':
    case 'notStated':
    case 'changed':
    case 'sealed':
    case 'notOffered':
      return `${w[unread.kind]} ${advice[unread.kind]}`;
    case 'offline':
    case 'signedOut':
    case 'vanished':
    case 'filtered':
      return w[unread.kind];
  }
}
