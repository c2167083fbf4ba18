import type { BoardRow, DossierId, EmployerId, HandbookId } from '../../host';

/** The open dossiers of a handbook, by employer; that of the office under an empty id. */
export function openDossiers(
  rows: readonly BoardRow[],
  handbook: HandbookId | undefined,
): ReadonlyMap<EmployerId | '', DossierId> {
  const open = rows.filter(
    ({ summary }) => summary.handbook === handbook && summary.signed_off === null,
  );
  return new Map(open.map(({ summary }) => [summary.employer ?? '', summary.dossier]));
}
