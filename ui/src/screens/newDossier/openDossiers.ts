import type { BoardRow } from '../../host';

/** The open dossiers of a handbook, by employer; that of the office under an empty id. */
export function openDossiers(
  rows: readonly BoardRow[],
  handbook: string,
): ReadonlyMap<string, string> {
  const open = rows.filter(
    ({ summary }) => summary.handbook === handbook && summary.signed_off === null,
  );
  return new Map(open.map(({ summary }) => [summary.employer ?? '', summary.dossier]));
}
