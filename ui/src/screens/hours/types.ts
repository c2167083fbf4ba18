/** The shapes of a run of hours, until the bindings have them. */
import type { Stamp, Text } from '../../host';

export type MappingOf = 'person' | 'code' | 'department';
export type MappingChoice =
  | { kind: 'component'; number: number }
  | { kind: 'distributionUnit'; number: number }
  | { kind: 'costCenter'; code: string }
  | { kind: 'employment'; number: number }
  | { kind: 'add' }
  | { kind: 'notImported'; reason: string };
export type MappingSource =
  | { kind: 'chosen' }
  | { kind: 'lastRun'; run: string }
  | { kind: 'dossier'; dossier: string }
  | { kind: 'employer'; employer: string }
  | { kind: 'file' };
export type DepartmentUse = 'notUsed' | 'costCenter' | 'distributionUnit';
export type PersonNumbers = 'payrollId' | 'employeeNumber';
export interface RunOptions {
  numbers: PersonNumbers;
  departments: DepartmentUse;
  profile: string;
  warnFromPercent: number;
}
export type AmountUnit =
  'hours' | 'minutes' | 'seconds' | 'hoursMinutes' | 'days' | 'money' | 'pieces';
export interface FormatChoice {
  unit: AmountUnit | null;
  decimal: 'comma' | 'point' | null;
  thousands: boolean | null;
}
export type ColumnRole =
  | 'person'
  | 'contract'
  | 'name'
  | 'birthDate'
  | 'department'
  | 'date'
  | 'endDate'
  | 'period'
  | 'hoursCode'
  | 'wageCode'
  | 'amount'
  | 'start'
  | 'end'
  | 'running'
  | 'administration'
  | 'remark'
  | 'notUsed'
  | 'dropped';
export interface RowPlace {
  sheet: string;
  row: number;
}
export type HoursRunChange =
  | { kind: 'setRole'; column: string; role: ColumnRole }
  | { kind: 'setFormat'; column: string; format: FormatChoice }
  | { kind: 'setHeadRow'; row: number | null }
  | { kind: 'setSheets'; sheets: string[] | null }
  | { kind: 'setDateOrder'; order: 'dayMonth' | 'monthDay' | null }
  | { kind: 'countHiddenRows'; count: boolean | null }
  | { kind: 'countRunning'; count: boolean | null }
  | { kind: 'allowCorrection'; allowed: boolean | null }
  | { kind: 'allowRounding'; allowed: boolean | null }
  | { kind: 'splitPeriods'; split: boolean }
  | { kind: 'map'; of: MappingOf; names: string[]; choice: MappingChoice | null }
  | { kind: 'leaveOut'; rows: RowPlace[]; reason: string }
  | { kind: 'takeBack'; rows: RowPlace[] }
  | { kind: 'acknowledge'; finding: string; reason: string }
  | { kind: 'setOptions'; options: RunOptions }
  | { kind: 'addNote'; text: string }
  | { kind: 'uploaded'; on: string }
  | { kind: 'processed'; on: string }
  | { kind: 'signOff' }
  | { kind: 'reopen' }
  | { kind: 'undo'; event: string };
export interface PayrollPeriod {
  year: number;
  kind: 'month' | 'fourWeeks' | 'week';
  number: number;
}
export interface PeriodView {
  period: PayrollPeriod;
  id: number;
  first: string;
  last: string;
  words: Text;
}
export interface SheetView {
  name: string;
  rows: number;
  columns: number;
  hidden: boolean;
  hiddenRows: number;
  hiddenColumns: number;
  filtered: boolean;
  showsHidden: boolean;
  countedRows: number;
}
export interface HoursColumnView {
  head: string;
  letters: string;
  role: ColumnRole;
  reason: Text;
  format: Text | null;
  choice: FormatChoice;
  dropped: boolean;
}
export interface PreviewRow {
  sheet: string;
  row: number;
  hidden: boolean;
  cells: string[];
  amounts: (string | null)[];
}
export interface PlaceView {
  sheet: string;
  row: number;
  cell: string | null;
}
export interface AnswerView {
  text: Text;
  change: HoursRunChange;
}
export type WayOut =
  | { kind: 'change'; text: Text; change: HoursRunChange }
  | { kind: 'leaveOut'; rows: RowPlace[] }
  | { kind: 'map'; of: MappingOf; name: string }
  | { kind: 'columns'; column: string | null }
  | { kind: 'otherFile' }
  | { kind: 'acknowledge' }
  | { kind: 'loket' };
export interface QuestionView {
  key: string;
  kind: string;
  text: Text;
  places: PlaceView[];
  count: number;
  answers: AnswerView[];
  waysOut: WayOut[];
}
export interface HoursFindingView {
  key: string;
  kind: string;
  level: 'error' | 'question' | 'warning' | 'note';
  text: Text;
  places: PlaceView[];
  count: number;
  people: string[];
  waysOut: WayOut[];
  acknowledged: { reason: string; stamp: Stamp } | null;
}
export interface MappingProposal {
  choice: MappingChoice;
  label: string;
  why: Text;
}
export interface MappingRow {
  name: string;
  fileName: string | null;
  loketName: string | null;
  rows: number;
  choice: MappingChoice | null;
  source: MappingSource | null;
  proposal: MappingProposal | null;
  open: boolean;
}
export interface LoketChoice {
  choice: MappingChoice;
  code: string;
  label: string;
}
export interface TotalRow {
  component: number | null;
  description: string | null;
  now: string | null;
  previous: string | null;
  difference: string | null;
  percent: number | null;
  remarkable: boolean;
}
export type StopKind =
  'questions' | 'errors' | 'warnings' | 'outOfBounds' | 'costCenters' | 'nothing';
export interface StopView {
  kind: StopKind;
  text: Text;
}
export interface UploadAdvice {
  administration: number;
  file: string;
  year: number;
  period: number;
  distributionUnits: boolean;
}
export interface MadeUploadView {
  name: string;
  sha256: string;
  people: number;
  rows: number;
  totals: { component: number; total: string }[];
  stamp: Stamp;
}
