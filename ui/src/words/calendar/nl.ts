/** Names of days and months, and how a day and a moment are written. */
export const calendar = {
  days: ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'],
  monthsShort: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  today: 'vandaag',
  /** Hours and minutes, as in 14.02 (Dutch writes a dot). */
  time: (hours: number, minutes: string) => `${hours}.${minutes}`,
  /** A day with its time, as in 'vandaag 14.02'. */
  at: (day: string, time: string) => `${day} ${time}`,
  late: (day: string) => `${day}, te laat`,
  daysAgo: (days: number) => (days === 1 ? '1 dag' : `${days} dagen`),
  decimal: ',',
  thousands: '.',
  euro: (amount: string) => `€ ${amount}`,
};
