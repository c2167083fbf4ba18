import type { Employer, EmployerRow } from '../../host';

const collator = new Intl.Collator('nl', { numeric: true, sensitivity: 'base' });

/** Sorted by name, in Dutch collation. */
export function sortedEmployers(rows: readonly EmployerRow[]): EmployerRow[] {
  return rows.toSorted((a, b) =>
    collator.compare(a.employer.company_name, b.employer.company_name),
  );
}

/** All loonheffingennummers of an employer, as one text. */
export function taxesNumbers({ administrations }: Employer): string {
  return administrations
    .map((one) => one.payroll_taxes_number ?? '')
    .filter(Boolean)
    .join(', ');
}

/** Lower case without accents: `Café` is found by `cafe`. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function haystack(employer: Employer): string {
  const { company_name, employer_id, employer_number, kvk, email } = employer;
  return plain(
    [company_name, employer_id, employer_number, kvk, email, taxesNumbers(employer)].join(' '),
  );
}

/** The employers that contain every word of the search text. */
export function foundEmployers<Row extends { employer: Employer }>(
  rows: readonly Row[],
  text: string,
): readonly Row[] {
  const sought = plain(text).split(/\s+/).filter(Boolean);
  if (sought.length === 0) return rows;
  return rows.filter(({ employer }) => {
    const hay = haystack(employer);
    return sought.every((word) => hay.includes(word));
  });
}
