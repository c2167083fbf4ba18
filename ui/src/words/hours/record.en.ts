import type { record as nl } from './record.nl';

/** Words for what is kept with a run of hours, in English. */
export const record: typeof nl = {
  signOff: {
    title: 'Completion',
    text: 'Complete it once the hours are processed. After that nothing can be changed, until you reopen the payroll period.',
    notYet: 'Possible once the hours were sent.',
    button: 'Complete this payroll period',
    reopen: 'Reopen',
    signed: (who, when) => `Completed by ${who}, ${when}.`,
  },
  report: {
    title: 'Report',
    text: 'What was chosen, found, made and sent, with totals by component. Names and hours of employees are not in it.',
    pdf: 'Report as PDF',
    html: 'Report as web page',
  },
  due: {
    title: 'Reminder',
    label: 'Day of the month on which the hours have to be in Loket',
    hint: 'For this administration, also next times. While it is not done, it is on the overview that week. Days 1 to 9 are in the month after the payroll period.',
    none: 'No reminder',
    day: (day) => `Day ${day}`,
  },
};
