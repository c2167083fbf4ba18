import type { StopKind } from '../../host';

/** The ids of the parts of the page, to link to. */
export const columnsId = 'hours-columns';
export const questionsId = 'hours-questions';
export const mappingId = 'hours-mapping';
export const departmentId = 'hours-departments';
export const codeId = 'hours-codes';
export const shiftId = 'hours-shifts';
export const personId = 'hours-people';
export const checkId = 'hours-check';
export const errorsId = 'hours-errors';
export const warningsId = 'hours-warnings';
export const totalsId = 'hours-totals';
export const loketId = 'hours-loket';
export const sendId = 'hours-send';
export const compareId = 'hours-compare';
export const makeId = 'hours-make';

/** The mapping tables, by what is mapped. */
export const mappingIds = {
  person: personId,
  code: codeId,
  department: departmentId,
  shift: shiftId,
} as const;

/** The id of the control of a name in its mapping table. */
export function rowId(of: keyof typeof mappingIds, name: string): string {
  return `${mappingIds[of]}-${name}`;
}

/** Where on the page it is put right what stops the upload file. */
export const stopIds = {
  questions: questionsId,
  errors: errorsId,
  warnings: warningsId,
  outOfBounds: checkId,
  costCenters: departmentId,
  nothing: totalsId,
} as const satisfies Record<StopKind, string>;
