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
  upload: {
    check: 'Check an upload file',
    title: (name) => `Checked: ${name}`,
    good: 'This file has the form that Loket reads. Whether the amounts are right was not checked by this.',
    canMend:
      'What is wrong can be put right without guessing. The mended file is put beside this one; this one does not change.',
    cannotMend:
      'The app cannot put this right without guessing. Correct the file and check it again. Nothing was changed.',
    mended: 'right in the mended file',
    save: 'Save the mended file',
    close: 'Close',
    noPeriod: 'Not chosen',
    withoutPeriod:
      'Without a payroll period it is unknown whether employees are employed then, whether the period is open, and how the totals compare with earlier ones.',
    layout: 'What an empty cell in this file means',
    layouts: {
      'loket-2015': 'Leave what is in Loket',
      'loket-2015-empty-is-zero': 'Set it to 0 in Loket',
    },
    administration: 'Client number',
    several: 'not one',
    noEmployer: (number) => `${number}, no employer with this number`,
    total: (component) => `Total of component ${component}`,
  },
  mapping: {
    copy: 'Take over links',
    open: 'Open mapping file',
    save: 'Save links',
    copyTitle: 'Take over links',
    copyMeans: 'What was chosen here stays. Of another employer, employees do not come along.',
    from: 'From which payroll period?',
    other: (employer, administration, period) =>
      `${employer}, client number ${administration}, ${period}`,
    noOthers: 'There is no other payroll period to take over from yet.',
    pick: 'Choose a payroll period',
    noOther: 'Choose a payroll period',
    take: 'Take over',
    taken: 'Taken over where nothing was chosen here',
    saveTitle: 'Save links as a file',
    saveMeans:
      'Hours codes and departments with their numbers in Loket, for another computer or another office.',
    people: 'Employees too, with their personnel numbers',
    choosePlace: 'Choose where',
    saved: 'The links were saved',
    cancel: 'Cancel',
  },
};
