import type { Words } from '../nl';

export const calendar: Words['calendar'] = {
  days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  monthsShort: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  today: 'today',
  time: (hours, minutes) => `${hours}:${minutes}`,
  at: (day, time) => `${day} ${time}`,
  late: (day) => `${day}, overdue`,
  daysAgo: (days) => (days === 1 ? '1 day' : `${days} days`),
  decimal: '.',
  thousands: ',',
  euro: (amount) => `€${amount}`,
};
