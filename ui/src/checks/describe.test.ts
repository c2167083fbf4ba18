import { afterEach, expect, test, vi } from 'vitest';
import { OpenedDossier } from '../dossier/openedDossier.svelte';
import { opened } from '../dossier/fixture';
import type {
  AccessBlock,
  CheckId,
  Happening,
  Discrepancy,
  Personal,
  Remark,
  Unread,
  VerdictOutcome,
  VerdictSubject,
} from '../host';
import { describeEvent } from '../dossier/historyText';
import { language, setLanguage, words } from '../words';
import { describeVerdict } from './results';
import { describeDiscrepancy, describeRemark, describeUnread } from './describe';
import { asId } from '../testing/ids';

vi.mock('../host/bindings', () => ({ commands: {} }));
afterEach(() => setLanguage('nl'));

const dossier = new OpenedDossier(asId('d'), opened());
const clear = (text: string): Personal => ({ clear: text });
const sealed: Personal = { sealed: 'AAAA' };
const values = [clear('14'), clear('15')];

/** One of each kind: a kind that is missing here is a type error. */
const lacks: { [Kind in Discrepancy['kind']]: Extract<Discrepancy, { kind: Kind }> } = {
  noSuchUser: { kind: 'noSuchUser', user_name: { clear: 'koppel' } },
  isOrdinaryUser: { kind: 'isOrdinaryUser', user_name: { clear: 'koppel' } },
  barred: { kind: 'barred', by: 'userBlocked' },
  blocked: { kind: 'blocked', status: { clear: 'Geblokkeerd' } },
  noAccess: { kind: 'noAccess' },
  isWebServiceUser: { kind: 'isWebServiceUser', user_name: clear('koppel') },
  secondFactor: { kind: 'secondFactor' },
  departmentOnly: { kind: 'departmentOnly' },
  connectedThrough: {
    kind: 'connectedThrough',
    user: clear('Olga Oefenaar'),
    employers: 13,
    rights: ['Raadplegen HRM'],
  },
  noVariant: { kind: 'noVariant' },
  seesOthers: { kind: 'seesOthers', employers: 3 },
  rightsMissing: { kind: 'rightsMissing', rights: ['viewWages', 'viewHrm'] },
  rightsMissingFor: { kind: 'rightsMissingFor', users: values, rights: ['viewWages'] },
  rightsTooMany: { kind: 'rightsTooMany', rights: ['Beheren beloningen'] },
  sharedUser: { kind: 'sharedUser', handbooks: ['Leerrekening'] },
  notConnected: { kind: 'notConnected', applications: ['a.s.r.'] },
  couplingBlocked: { kind: 'couplingBlocked' },
  differs: { kind: 'differs', what: 'personnelNumber', entered: clear('41'), read: values },
  notInLoket: { kind: 'notInLoket', what: 'costCenter', values },
  notEntered: { kind: 'notEntered', what: 'director', values },
  wrongCategory: { kind: 'wrongCategory', values },
  notUnique: { kind: 'notUnique', what: 'personnelNumber', values },
  productsOff: { kind: 'productsOff', products: ['Workflow'] },
  oneOfProductsOff: { kind: 'oneOfProductsOff', products: ['Lite', 'Extended'] },
  productsOn: { kind: 'productsOn', products: ['Workflow'] },
  hoursChanged: { kind: 'hoursChanged', before: '1200', last: '800.5' },
  hoursDiffer: {
    kind: 'hoursDiffer',
    period: { year: 2026, kind: 'month', number: 11 },
    different: 1,
    missing: 2,
  },
  hoursNotSent: {
    kind: 'hoursNotSent',
    period: { year: 2026, kind: 'month', number: 11 },
    people: 3,
  },
  productNotAvailable: { kind: 'productNotAvailable', product: 'MijnLoket' },
};
const remarks: { [Kind in Remark['kind']]: Extract<Remark, { kind: Kind }> } = {
  officeUser: { kind: 'officeUser', employers: 12 },
  rightsOnUser: { kind: 'rightsOnUser' },
  severalEmployers: { kind: 'severalEmployers' },
  signedInLast: { kind: 'signedInLast', on: '2026-11-28' },
  secondFactor: { kind: 'secondFactor' },
  departmentManager: { kind: 'departmentManager' },
  notStated: { kind: 'notStated', what: 'director', values: [clear('J. Voorbeeld (12)')] },
  isEmployerNumber: { kind: 'isEmployerNumber' },
  filtered: { kind: 'filtered', filters: [{ clear: 'ActiveEmployments' }] },
  hoursUnknown: { kind: 'hoursUnknown' },
  candidates: { kind: 'candidates', people: values },
  budget: { kind: 'budget', total: '1250.5' },
  variantIs: { kind: 'variantIs', tier: 'plus' },
  numbersDiffer: { kind: 'numbersDiffer', employments: 2 },
  hoursBeside: {
    kind: 'hoursBeside',
    lines: [{ component: 1010, before: '10', last: '12.5' }],
  },
};
const unread: { [Kind in Unread['kind']]: Extract<Unread, { kind: Kind }> } = {
  never: { kind: 'never' },
  offline: { kind: 'offline' },
  listChanged: { kind: 'listChanged' },
  rejected: { kind: 'rejected', said: [clear('Periode is afgesloten.')] },
  notStated: { kind: 'notStated' },
  signedOut: { kind: 'signedOut' },
  notPermitted: {
    kind: 'notPermitted',
    activity: 'GetModules',
    rights: ['Raadplegen HRM'],
    products: ['Rapporten'],
  },
  vanished: { kind: 'vanished' },
  changed: { kind: 'changed' },
  sealed: { kind: 'sealed' },
  notOffered: { kind: 'notOffered' },
  notLinked: { kind: 'notLinked' },
  userNamesMissing: { kind: 'userNamesMissing' },
  userKindUnknown: { kind: 'userKindUnknown' },
  applicationUnknown: { kind: 'applicationUnknown', application: 'Roosterwerk' },
  rightsUnrecognised: { kind: 'rightsUnrecognised', rights: ['viewHrm'] },
  employerOutOfReach: { kind: 'employerOutOfReach' },
  notEntered: { kind: 'notEntered', item: asId('user-name') },
  filtered: { kind: 'filtered' },
};
const outcomes: { [Kind in VerdictOutcome['kind']]: Extract<VerdictOutcome, { kind: Kind }> } = {
  met: { kind: 'met' },
  unmet: { kind: 'unmet', lacks: [lacks.noAccess] },
  unexpected: { kind: 'unexpected', lacks: [lacks.hoursChanged] },
  unknown: { kind: 'unknown', because: [unread.offline] },
};

/** In both languages: whole sentences, with nothing left out, and not the same. */
function inBoth(say: () => string) {
  const said = (['nl', 'en'] as const).map((to) => {
    setLanguage(to);
    const text = say();
    expect(text, language()).toMatch(/^\S.*\.$/s);
    expect(text).not.toMatch(/undefined|null|\[object| {2}|: \.|, \./);
    return text;
  });
  expect(said[0]).not.toBe(said[1]);
}

test('who Loket leaves empty is named, and what it said of a question stands there', () => {
  setLanguage('nl');
  expect(describeRemark(remarks.notStated, dossier)).toBe(
    'Loket zegt niet of dit een DGA is: J. Voorbeeld (12).',
  );
  expect(describeUnread(unread.rejected, String)).toBe(
    'Loket neemt de vraag niet aan. Loket zegt: Periode is afgesloten.',
  );
  inBoth(() => describeUnread({ kind: 'rejected', said: [] }, String));
});

test('all that is missing or different has words in both languages', () => {
  for (const lack of Object.values(lacks)) inBoth(() => describeDiscrepancy(lack, dossier));
  inBoth(() => describeDiscrepancy({ kind: 'seesOthers', employers: null }, dossier));
  const bars = Object.keys(words().record.bars) as AccessBlock[];
  expect(bars).toHaveLength(7);
  for (const by of bars) inBoth(() => describeDiscrepancy({ kind: 'barred', by }, dossier));
  inBoth(() => describeDiscrepancy({ kind: 'notConnected', applications: [] }, dossier));
  inBoth(() =>
    describeDiscrepancy({ ...lacks.connectedThrough, employers: null, rights: [] }, dossier),
  );
});

test('that a user is blocked is described without the English of Loket', () => {
  setLanguage('nl');
  const said = describeDiscrepancy(lacks.barred, dossier);
  expect(said).toBe('De gebruiker heeft geen toegang: geblokkeerd in Loket.');
  expect(
    describeDiscrepancy({ kind: 'blocked', status: { clear: 'Suspended' } }, dossier),
  ).toContain('Suspended');
});

test('every kind of value has a name', () => {
  const things = Object.keys(words().record.subjects) as VerdictSubject[];
  expect(things).toHaveLength(13);
  for (const what of things) {
    inBoth(() => describeDiscrepancy({ ...lacks.differs, what }, dossier));
    inBoth(() => describeDiscrepancy({ ...lacks.notInLoket, what }, dossier));
  }
});

test('remarks and reasons have words in both languages', () => {
  for (const remark of Object.values(remarks)) inBoth(() => describeRemark(remark, dossier));
  for (const why of Object.values(unread)) inBoth(() => describeUnread(why, (item) => item));
  inBoth(() =>
    describeUnread({ ...unread.notPermitted, rights: [], products: [] }, (item) => item),
  );
});

test('of several rights that give something one is enough', () => {
  setLanguage('nl');
  const several = { ...unread.notPermitted, rights: ['Raadplegen HRM', 'Beheren HRM'] };
  expect(describeUnread(several, (item) => item)).toBe(
    'Je mag dit niet lezen in Loket. Een van deze rechten geeft het: Raadplegen HRM, Beheren HRM. Dit product is nodig: Rapporten.',
  );
});

test('every check says what is so and what it asks, in both languages', () => {
  const ids = Object.keys(words().checks.met) as CheckId[];
  expect(ids).toHaveLength(29);
  const state = {
    verdict: null,
    stamp: null,
    unseen: null,
    last_met: null,
    went_on: null,
    can_do: false,
  };
  for (const id of ids) {
    for (const outcome of Object.values(outcomes)) {
      const verdict = { outcome, remarks: [], evidence: [] };
      inBoth(() => describeVerdict({ ...state, id }, verdict, dossier));
    }
  }
});

test('rights stand by the names of Loket, values on both sides, variants by their names', () => {
  expect(describeDiscrepancy(lacks.rightsMissing, dossier)).toBe(
    'Deze rechten ontbreken: Raadplegen beloningen, Raadplegen HRM.',
  );
  expect(describeDiscrepancy({ ...lacks.differs, read: [clear('14')] }, dossier)).toBe(
    'Personeelsnummer in dit dossier: 41. In Loket: 14.',
  );
  expect(describeDiscrepancy({ ...lacks.differs, read: [] }, dossier)).toContain(
    'In Loket: niets.',
  );
  const variant: Discrepancy = {
    kind: 'differs',
    what: 'variant',
    entered: clear('start'),
    read: [clear('plus')],
  };
  expect(describeDiscrepancy(variant, dossier)).toBe(
    'Variant volgens je keuze: Start. In Loket: Plus.',
  );
  const period: Discrepancy = {
    ...lacks.differs,
    what: 'payrollPeriodType',
    entered: clear('fourWeeks'),
  };
  expect(describeDiscrepancy(period, dossier)).toContain(
    'Loonperiode in dit dossier: per 4 weken.',
  );
});

test('a sealed value says that it is', () => {
  const lack: Discrepancy = { ...lacks.differs, entered: sealed, read: [sealed] };
  expect(describeDiscrepancy(lack, dossier)).toBe(
    'Personeelsnummer in dit dossier: versleuteld. In Loket: versleuteld.',
  );
});

test('what was in order before says since when it was', () => {
  vi.setSystemTime('2026-11-20T13:05:00Z');
  const check = {
    id: 'userHasRights' as const,
    verdict: null,
    stamp: null,
    unseen: null,
    last_met: '2026-11-18T08:00:00Z',
    went_on: null,
    can_do: false,
  };
  const verdict = { outcome: outcomes.unmet, remarks: [], evidence: [] };
  expect(describeVerdict(check, verdict, dossier)).toBe(
    'De gebruiker kan niet bij deze werkgever. Klopte op 18 november 9.00, nu niet.',
  );
  vi.useRealTimers();
});

test('the history tells of checks and changes in words', () => {
  const line = (what: Happening, value: string | null) =>
    describeEvent({
      id: asId('e'),
      stamp: { actor: { name: 'Noor', initials: 'NV' }, at: '2026-11-20T13:05:00Z' },
      what,
      step: null,
      item: { nl: 'Rechten', en: 'Rights' },
      value: value === null ? null : { nl: value, en: value },
      undone: false,
      clock_back: false,
    });
  expect(line('checkFailed', null)).toBe('Gecontroleerd in Loket, klopt niet: Rechten');
  expect(line('wentOn', 'Loket is traag')).toBe('Toch doorgegaan: Rechten (Loket is traag)');
  expect(line('wentOn', null)).toBe('Toch doorgegaan: Rechten');
  expect(line('userMade', 'koppel')).toBe('Gebruiker gemaakt in Loket: koppel');
  expect(line('changeFailed', null)).toBe('Wijzigen in Loket niet gelukt: Rechten');
  expect(line('changePartly', 'Mag niet')).toBe(
    'Wijzigen in Loket deels gelukt: Rechten (Mag niet)',
  );
  expect(line('changeUncertain', 'koppel')).toBe('Wijzigen in Loket onzeker: Rechten (koppel)');
});
