import type { Right } from '../host';

/** Rights as Loket shows them: Dutch in every language, because they are looked for on that screen. */
export const rightNames: Record<Right, string> = {
  manageBsn: 'Beheren en raadplegen BSN',
  viewWages: 'Raadplegen beloningen',
  viewEmployments: 'Raadplegen dienstverbanden',
  viewHrm: 'Raadplegen HRM',
  viewPeriodData: 'Raadplegen variabele gegevens',
  viewLeave: 'Raadplegen verlofadministratie',
  viewPayrollOutputLimited: 'Raadplegen loonoutput beperkt',
  viewMijnLoketEmail: 'Raadplegen MijnLoket e-mailadres',
};
