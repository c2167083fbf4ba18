import type { loket as dutch } from './loket.nl';

const count = (many: number, one: string, more: string) => `${many} ${many === 1 ? one : more}`;
const values = (many: number) => count(many, 'value', 'values');
const people = (many: number) => count(many, 'employee', 'employees');

export const loket: typeof dutch = {
  data: {
    title: 'Data from Loket',
    read: 'Read from Loket',
    again: 'Read from Loket again',
    reading: 'Reading from Loket',
    done: 'Read from Loket',
    notRead: 'Not read yet',
    readAt: (moment) => `Read ${moment}`,
    without: 'Whether employees, components and period are right is not known without Loket.',
    unknown: (many) => `${count(many, 'part', 'parts')} not read`,
    parts: 'What was read',
    counted: (many) => `${many} read`,
    known: 'read',
    toRead: 'Read from Loket',
  },
  component: (number, name) => (name === '' ? String(number) : `${number} ${name}`),
  person: (number, name) =>
    number === null ? name || 'somebody who is not in the file' : `${number} ${name}`.trim(),
  place: (shift, unit, center) =>
    [
      ...(shift === 1 ? [] : [`shift ${shift}`]),
      ...(unit === null ? [] : [`distribution unit ${unit}`]),
      ...(center === null ? [] : [`cost centre ${center}`]),
    ].join(', '),
  nothing: 'nothing',
  send: {
    title: 'Straight to Loket',
    lede: 'Instead of you uploading a file, Koppelwijzer can put the hours into Loket itself. First you see what changes; nothing goes to Loket before you say yes.',
    preview: 'See what changes',
    previewing: 'Reading what is in Loket now',
    heldBack: 'This is possible once nothing stops the file any more.',
    open: (moment) =>
      `Sending was started on ${moment}, and it is not known what came of it. First read back what is in Loket; after that you send only what is missing.`,
    readBack: 'Read back from Loket',
    readingBack: 'Reading back from Loket',
    facts: {
      employer: 'Employer in Loket',
      onCard: 'Employer on your card',
      administration: 'Administration',
      period: 'Payroll period',
      people: 'Employees for whom something changes',
    },
    counts: (added, changed, same) =>
      `${values(added)} new, ${changed} changed, ${same} right already.`,
    leftAlone: (many) =>
      `What stays in Loket: ${values(many)} ${many === 1 ? 'that is' : 'that are'} not in the file`,
    caption: 'What changes in Loket, by employee and component',
    captionLeft: 'What stays in Loket, by employee and component',
    totals: 'Total in the file',
    person: 'Employee',
    now: 'In Loket now',
    becomes: 'Becomes',
    elsewhere: (amount) =>
      `Beside it ${amount} is under another cost centre or distribution unit. That stays and counts as well.`,
    allowance: {
      added: 'is added to the Toeslag',
      replaced: 'replaces the Toeslag',
      notStated: 'Loket does not say what it does with the Toeslag',
    },
    go: 'Send to Loket',
    goMeans: 'You confirm it once more in a window of your computer.',
    sending: 'Sending to Loket',
    obstacles: {
      title: 'This comes first',
      unknownPeople: (list) =>
        `These personnel numbers are nobody in Loket or more than one person in this period: ${list}. Choose above who they are.`,
      unknownComponents: (list) =>
        `These components do not exist in this administration this year: ${list}. Choose another code above.`,
      unknownUnits: (list) =>
        `This employer does not have these distribution units: ${list}. Choose another one above.`,
      unknownCostCenters: (list) =>
        list === ''
          ? 'Loket does not say which cost centres hours can have. Do not use departments, or put these hours into Loket yourself.'
          : `Loket does not offer these cost centres for hours: ${list}. Choose another one above.`,
      allowanceOpen:
        'In Loket these components are a Toeslag too, or Loket does not say. Choose what the hours do with it; the choice stays for next time.',
      changedMeanwhile:
        'Loket holds something else now than when you looked. Nothing was sent. See again what changes.',
      nothingToDo: 'Loket already holds what is in the file. There is nothing to send.',
    },
    allowanceOf: (component) => `Hours of ${component}`,
    adds: 'Are added to the Toeslag',
    replaces: 'Replace the Toeslag',
    came: {
      all: (many) => `Everything is in Loket, for ${people(many)}. Read back and equal.`,
      part: 'Not everything is in Loket.',
      notReadBack: 'Loket could not be read back. It is not known yet what was done.',
      counts: (done, notDone, uncertain, notSent) =>
        [
          `${people(done)} right`,
          ...(notDone > 0 ? [`${notDone} not done`] : []),
          ...(uncertain > 0 ? [`${uncertain} uncertain`] : []),
          ...(notSent > 0 ? [`${notSent} not sent`] : []),
        ].join(', '),
      next: 'Solve what is below and see again what changes: what was done is not sent once more.',
      caption: 'Employees for whom it was not done, with what Loket says and the rows of the file',
      says: 'What Loket says',
      saysNothing: 'Loket said nothing with it.',
      rows: 'In the file',
      verdicts: {
        done: 'done',
        notDone: 'not done',
        uncertain: 'uncertain: read back first',
        notSent: 'not sent',
      },
    },
  },
  compare: {
    title: 'Comparing with Loket',
    lede: 'Reads back what is in Loket and puts it beside the file: also after you uploaded it yourself.',
    button: 'Compare with Loket',
    again: 'Compare again',
    comparing: 'Reading back from Loket',
    needsFile: 'First choose the hours file again: employees’ hours are not kept.',
    allEqual: (many) => `Everything is equal: ${values(many)} in Loket as in the file.`,
    last: (moment, equal, different, missing, extra) =>
      `Compared ${moment}: ${equal} equal, ${different} different, ${missing} missing in Loket, ${extra} extra in Loket.`,
    results: {
      different: 'Different',
      missing: 'Missing in Loket',
      extra: 'Only in Loket',
    },
    result: 'Difference',
    caption: 'Values that differ in Loket from the file',
    inFile: 'In the file',
    inLoket: 'In Loket',
    rows: 'Rows',
    extraTitle: 'Only in Loket',
    extraCaption: 'Values that are only in Loket, by component',
    extraWhy: 'Because of what',
    extraPeople: 'Employees',
    extraReasons: {
      wasThere: 'Was there before the sending and was left alone',
      automaticProcesses: 'Automatische processen of Loket fill this in by themselves',
      unexplained: 'Not explained: check this in Loket',
    },
    totalsCaption: 'Total by component in the file and in Loket',
    difference: 'Difference',
    file: 'File with only the differences',
    fileMeans:
      'Upload it with Overschrijven: only what differs or is missing is in it, the rest stays.',
    fileMade: 'The file with the differences was made and read back.',
    nothingDiffers: 'There are no differences any more.',
    send: 'Send only the differences',
  },
  typed: {
    title: 'Without a connection: type the totals of Loket',
    lede: 'Open the variable data of this period in Loket and type the total of each component. Koppelwijzer puts them beside those of the file.',
    total: (component) => `Total in Loket of ${component}`,
    inFile: 'In the file',
    inLoket: 'In Loket',
    compare: 'Compare the totals',
    empty: 'Type the total of at least one component',
    wrong: 'Write a number, such as 1,234.50',
    caption: 'Totals of Loket, typed, beside those of the file',
    at: (moment) => `Compared ${moment}`,
    results: {
      equal: 'equal',
      different: 'different',
      notTyped: 'not typed: unknown',
      notInTable: 'not in the file',
    },
  },
  practice: {
    title: 'Practice files',
    lede: 'Of this practice employer, with made-up employees. One click reads the file; nothing has to be saved.',
    lessons: {
      good: 'Good file',
      withFaults: 'File with faults',
      addsToEarlier: 'Addition to an earlier file',
    },
    means: {
      good: 'A row a day, with a total that is right.',
      withFaults: 'Somebody nobody knows, somebody who left, a row twice, a wrong month and more.',
      addsToEarlier: 'With Overschrijven the earlier hours would be lost.',
    },
  },
};
