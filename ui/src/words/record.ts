/**
 * The words for what stands in the records. The program reads the same file for reports, tables, the calendar and
 * notifications, so that screen and paper say the same.
 */
import type {
  AccessBlock,
  Discrepancy,
  Happening,
  OriginSource,
  PayrollPeriodType,
  StepStatus,
  Unread,
  VerdictOutcome,
  VerdictSubject,
  Who,
} from '../host';
import nl from '../../../src-tauri/crates/domain/words/nl.json';

/** Texts that have to be there, and others that may be. */
type Texts<Name extends string, Optional extends string = never> = Record<Name, string> &
  Partial<Record<Optional, string>>;

interface Covered {
  happenings: Texts<Happening | 'undoneMark' | 'clockMark', `${Happening}With`>;
  statuses: Texts<StepStatus['kind'] | 'ruledOutBy' | 'ruledOutByWith'>;
  outcomes: Texts<VerdictOutcome['kind'] | 'wentOn' | 'unseen'>;
  bars: Texts<AccessBlock>;
  discrepancies: Texts<
    | Discrepancy['kind']
    | 'seesOthersOne'
    | 'seesOthersWith'
    | 'notConnectedWith'
    | 'differsVariant'
    | 'differsExpected'
    | 'connectedThroughReach'
    | 'connectedThroughReachWith'
    | 'connectedThroughRights'
    | 'connectedThroughAdvice'
  >;
  unread: Texts<
    | Unread['kind']
    | 'notPermittedRights'
    | 'notPermittedRightsWith'
    | 'notPermittedProducts'
    | 'notPermittedProductsWith'
    | 'notPermittedActivity'
    | 'rejectedWith'
  >;
  subjects: Texts<VerdictSubject>;
  periods: Texts<PayrollPeriodType>;
  marks: Texts<
    | 'yes'
    | 'none'
    | 'noProducts'
    | 'nothing'
    | 'kept'
    | 'filled'
    | 'sent'
    | 'processed'
    | 'sealed'
    | 'markOn'
    | 'arrivedOn'
    | 'switchedOn'
    | 'switchedOff'
    | 'notTicked'
    | 'rows'
    | 'rowsOne'
    | 'moreRows'
  >;
  origins: Texts<OriginSource['kind']>;
  who: Texts<Who>;
  waits: Texts<'since' | 'asked'>;
  checkRuns: Texts<
    'found' | 'met' | 'failed' | 'failedWith' | 'unexpected' | 'unexpectedWith' | 'unknown'
  >;
  signOff: Texts<'signed' | 'countersigned'>;
  progress: Texts<'steps' | 'stepsOne' | 'notApplicable'>;
  /** Labels of facts of the office and of employers. */
  facts: Texts<
    | 'name'
    | 'employerId'
    | 'employerNumber'
    | 'kvk'
    | 'email'
    | 'payrollTaxesNumber'
    | 'clientNumber'
    | 'payrollPeriodType'
    | 'administration'
  >;
  /** Filter settings of a user in Loket, by the word or name that Loket has for each. */
  filters: Texts<
    | 'ActiveEmployments'
    | 'ActiveAndFutureEmployments'
    | 'ActiveAndHistoricEmployments'
    | 'ActiveInOrAfterCurrentYearEmployments'
    | 'filterOnEmployedStatus'
    | 'filterOnOnCallEmployment'
    | 'filterOnAdministrations'
    | 'filterOnEmploymentTypes'
    | 'unknown'
  >;
  /** The months, from January. */
  months: readonly string[];
}

/** Texts that are of nothing, as `group.name`: there may be none. */
type Spare<Given> = {
  [Group in keyof Given & string]: Group extends keyof Covered
    ? Given[Group] extends readonly string[]
      ? never
      : `${Group}.${Exclude<keyof Given[Group], keyof Covered[Group]> & string}`
    : Group;
}[keyof Given & string];

/** The given words when none is spare; otherwise the names of those that are, which they do not fit. */
export type WithoutSpare<Given> = [Spare<Given>] extends [never] ? Given : Spare<Given>;

const dutch: WithoutSpare<typeof nl> = nl;

/** Dutch. What can happen and has no words is a type error, and so are words that are of nothing. */
export const record = dutch satisfies Covered;

/** The shape of the words: English is typed by it. */
export type RecordWords = typeof record;

/** Fills the places of a text, as `{item}`. After a value that ends a sentence no colon or full stop follows. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}([:.]?)/g, (_, place: string, sign: string) => {
    const value = values[place] ?? '';
    return /[.?!]$/.test(value) ? value : value + sign;
  });
}
