import { fill } from '../record';
import { record } from '../record.en';
import type { Words } from '../nl';

function employers(count: number): string {
  return `${count} other ${count === 1 ? 'employer' : 'employers'}`;
}

function givesIt(names: readonly string[], one: string, oneOf: string): string {
  if (names.length === 0) return '';
  return `${names.length === 1 ? one : oneOf}: ${names.join(', ')}.`;
}

/** Words of what Loket says about a dossier, and of what is changed there. */
export const checks: Words['checks'] = {
  running: 'Checking in Loket',
  whole: 'This checks the whole dossier.',
  notAsked: (count) =>
    count === 1 ? '1 line was not checked yet.' : `${count} lines were not checked yet.`,
  evidence: 'What this rests on',
  sealed: 'sealed',
  nothing: 'nothing',
  unseen: (who, when, why) =>
    `${who} could not see on ${when} whether this is in order now. ${why}`,
  sameAs: (line) => `The same as at: ${line}.`,
  lastMet: (when) => `Was in order on ${when}, not now.`,
  provesNothing: 'This proves nothing. Have a look and just go on.',
  read: (when) => `read ${when}`,
  fails: (what, lacks) => `${what}: ${lacks}`,
  met: {
    userIsStandard: 'The user is an ordinary user of Loket.',
    userIsActive: 'The user is active.',
    userHasEmployer: 'The user can reach this employer.',
    userSeesOnlyThisEmployer: 'The user can reach this employer only.',
    userHasRights: 'The user has all rights that are needed.',
    userHasNoMoreRights: 'The user has no right too many.',
    userHasExactRights: 'The user has exactly the rights that are needed.',
    listedUsersHaveRights: 'All users in the list have the rights.',
    userIsDedicated: 'The user is there for this coupling only.',
    applicationIsConnected: 'The application is connected through this user.',
    payrollPeriodMatches: 'The payroll period is that of Loket.',
    iobCountMatches: 'The number fits the employments.',
    payrollTaxesNumberMatches: 'The loonheffingennummer belongs to this employer.',
    administrationsMatch: 'The loonheffingennummers are those of Loket.',
    employerIdMatches: 'The Werkgever ID is that of this employer.',
    directorsMatch: 'The DGAs are those of Loket.',
    costCentersExist: 'Every cost centre exists in Loket.',
    distributionUnitsExist: 'Every distribution unit exists in Loket.',
    hourComponentsExist: 'Every component for hours exists and counts hours.',
    wageComponentsExist: 'Every component for wages exists and counts no hours.',
    employeesExist: 'Every employee exists in Loket.',
    personnelNumbersUnique: 'Every personnel number is of one employee.',
    periodTotalsPlausible: 'The totals of the last period are as expected.',
    mijnLoketIsAvailable: 'MijnLoket can be switched on.',
    mijnLoketIsOn: 'MijnLoket is on.',
    importProductIsOn: 'Import variabele gegevens is on.',
    productsMatch: 'What is on is what you chose.',
    conditionProductsAreOn: 'The products that belong to it are on.',
    variantMatches: 'The variant is that of your choice.',
  },
  asks: {
    userIsStandard: 'Whether it is an ordinary user of Loket',
    userIsActive: 'Whether the user is active',
    userHasEmployer: 'Whether the user can reach this employer',
    userSeesOnlyThisEmployer: 'Whether the user can reach this employer only',
    userHasRights: 'Whether the user has all rights',
    userHasNoMoreRights: 'Whether the user has no right too many',
    userHasExactRights: 'Whether the user has exactly the right rights',
    listedUsersHaveRights: 'Whether all users in the list have the rights',
    userIsDedicated: 'Whether the user is there for this coupling only',
    applicationIsConnected: 'Whether the application is connected',
    payrollPeriodMatches: 'Whether the payroll period is right',
    iobCountMatches: 'Whether the number fits the employments',
    payrollTaxesNumberMatches: 'Whether the loonheffingennummer is right',
    administrationsMatch: 'Whether all loonheffingennummers are there',
    employerIdMatches: 'Whether the Werkgever ID is right',
    directorsMatch: 'Whether the DGAs are right',
    costCentersExist: 'Whether every cost centre exists',
    distributionUnitsExist: 'Whether every distribution unit exists',
    hourComponentsExist: 'Whether every component for hours exists',
    wageComponentsExist: 'Whether every component for wages exists',
    employeesExist: 'Whether every employee exists',
    personnelNumbersUnique: 'Whether every personnel number is of one employee',
    periodTotalsPlausible: 'Whether the totals of the last period are as expected',
    mijnLoketIsAvailable: 'Whether MijnLoket can be switched on',
    mijnLoketIsOn: 'Whether MijnLoket is on',
    importProductIsOn: 'Whether Import variabele gegevens is on',
    productsMatch: 'Whether what you chose is on',
    conditionProductsAreOn: 'Whether the products that belong to it are on',
    variantMatches: 'Whether the variant is that of your choice',
  },
  things: {
    employerId: 'Werkgever ID',
    payrollTaxesNumber: 'Payroll tax number (loonheffingennummer)',
    payrollPeriodType: 'Payroll period',
    entitledEmployees: 'Number of employees',
    director: 'DGA',
    costCenter: 'Cost centre',
    distributionUnit: 'Distribution unit',
    component: 'Payroll component',
    employee: 'Employee',
    personnelNumber: 'Personnel number',
    hours: 'Hours',
    variant: 'Variant',
    user: 'User',
  },
  periods: { month: 'monthly', fourWeeks: 'every 4 weeks', week: 'weekly' },
  bars: record.bars,
  lacks: {
    noSuchUser: (name) =>
      `There is no ordinary user ${name} at this employer or your office: not made, spelt otherwise, or a web service user.`,
    isOrdinaryUser: (name) => `${name} is an ordinary user. A web service user is needed here.`,
    isWebServiceUser: (name) => `${name} is a web service user. An ordinary user is needed here.`,
    secondFactor: 'A second factor is asked for. A coupling cannot give it.',
    departmentOnly: 'The user sees its own department only, and so does the coupling.',
    barred: (why) => `The user has no access: ${why}.`,
    blocked: (status) => `The user has no access. Loket says: ${status}.`,
    noAccess: 'The user cannot reach this employer.',
    seesOthers: (count) =>
      count === null
        ? 'The user can reach other employers too.'
        : `The user can reach ${employers(count)} too.`,
    rightsMissing: (rights) => `These rights are missing: ${rights}.`,
    rightsMissingFor: (users, rights) =>
      `Not everybody has the rights. Look at ${users}. It is about: ${rights}.`,
    rightsTooMany: (rights) => `These rights are too many: ${rights}.`,
    sharedUser: (others) => `The user is also used for: ${others}.`,
    notConnected: (applications) =>
      applications === ''
        ? 'The application is not connected through this user.'
        : `Not connected through this user: ${applications}.`,
    connectedThrough: (user, employers, rights) =>
      [
        `The application was connected by ${user}, a user of your office.`,
        employers === null
          ? 'The coupling hangs on what that user may do.'
          : `The coupling hangs on what that user may do, at ${employers} employers.`,
        rights === '' ? '' : `At this employer that is: ${rights}.`,
        'Have that user withdraw the consent in Loket and connect again, signed in as the coupling user.',
      ]
        .filter(Boolean)
        .join(' '),
    couplingBlocked: 'The coupling is blocked in Loket.',
    noVariant: 'MijnLoket is off. So there is no variant yet.',
    differs: (what, entered, read) => `${what}: here ${entered}, in Loket ${read}.`,
    notInLoket: (what, values) => `Not in Loket: ${what} ${values}.`,
    notEntered: (what, values) => `In Loket, but not here: ${what} ${values}.`,
    wrongCategory: (values) =>
      `The wrong kind of component: ${values}. Hours and wages are mixed up.`,
    notUnique: (what, values) => `Occurs more than once: ${what} ${values}.`,
    productsOff: (products) => `Should be on and is off: ${products}.`,
    oneOfProductsOff: (products) =>
      `One of these should be on, choose in Loket yourself: ${products}.`,
    productsOn: (products) => `Is on and you did not choose it: ${products}.`,
    hoursChanged: (before, last) =>
      `The last period counts ${last} hours, the one before ${before} hours.`,
    productNotAvailable: (product) =>
      `Your office does not have ${product} to switch on. That needs an addendum.`,
  },
  expected: (entered, expected) => `Here ${entered}, expected from the employments: ${expected}.`,
  remarks: {
    officeUser: (count) =>
      `This is a user of your office that can reach ${count} ${count === 1 ? 'employer' : 'employers'}. One at the employer itself is better.`,
    rightsOnUser: 'Rights on the user itself replace those of its teams.',
    severalEmployers: 'The user is linked to several employers.',
    secondFactor: 'A second factor is asked for. That stands in the way of a coupling.',
    departmentManager: 'The user sees its own department only.',
    isEmployerNumber: 'What you entered is the werkgevernummer, not the Werkgever ID.',
    filtered: (filters) => `Your own filter in Loket hides a part of the list: ${filters}.`,
    hoursUnknown: 'Hours a week cannot be read. So what is expected may be too high.',
    candidates: (people) => `These employees look entitled: ${people}.`,
    budget: (total) => `Together this costs ${total} in a period.`,
    variantIs: (variant) => `What is on now makes it ${variant}.`,
    numbersDiffer: (count) =>
      count === 1
        ? 'For 1 employment the personnel number is not the number in payroll.'
        : `For ${count} employments the personnel number is not the number in payroll.`,
    hoursBeside: (lines) => `Hours by component, previous and last period: ${lines}.`,
  },
  hoursLine: (component, before, last) => `${component}: ${before} and ${last}`,
  because: {
    notLinked:
      'This employer is not linked to an employer in Loket yet. Read the employers from Loket, or fill in the Werkgever ID on the card.',
    never: 'This was not read yet. Choose Check in Loket.',
    offline: 'Loket could not be reached.',
    signedOut: 'Nobody was signed in at Loket.',
    notPermitted: (activity, rights, products) => {
      const gives = [
        givesIt(rights, 'This right gives it', 'One of these rights gives it'),
        givesIt(products, 'This product is needed', 'One of these products is needed'),
      ].filter(Boolean);
      if (gives.length > 0) return ['You may not read this in Loket.', ...gives].join(' ');
      return `You may not read this in Loket. Ask Loket about the activity ${activity}.`;
    },
    vanished: 'It is not in Loket any more, or you do not see it any more.',
    changed: 'Loket answers in a form that this version does not know. Look for yourself.',
    sealed: 'The answer is sealed. Unlock the keychain.',
    notOffered: 'Loket has no way to ask this. Look for yourself.',
    notEntered: (what) => `First fill in: ${what}.`,
    userNamesMissing:
      'Loket does not show the user name of every user. This user may be among them: look in Loket.',
    userKindUnknown:
      'Loket does not say whether this is an ordinary user or a web service user. Look in Loket.',
    applicationUnknown: (application) =>
      `Through this user ${application} is connected too. Loket does not say whether that is this coupling.`,
    rightsUnrecognised: (rights) =>
      `Loket names these rights otherwise than Koppelwijzer knows them: ${rights}. Look in Loket.`,
    employerOutOfReach:
      'Who is signed in now cannot reach this employer. Perhaps that user is not linked to it.',
    filtered: 'Your filter in Loket hides a part of the list.',
  },
  goOn: {
    open: 'Go on anyway',
    reason: 'Why do you go on anyway?',
    reasonHint: 'The reason stays in the history and in the report.',
    empty: 'Write down why you go on anyway',
    save: 'Go on with this reason',
    cancel: 'Cancel',
    done: 'The reason is kept',
    by: (who, when, reason) => fill(record.outcomes.wentOn, { who, when, reason }),
  },
  inLoket: {
    says: (value) => `Loket has: ${value}`,
    empty: 'Loket has nothing here',
    from: (when) => `From Loket, ${when}`,
    take: 'Take over from Loket',
    rows: (what) => `${what}, in Loket`,
    more: (count) => `Loket also has ${count} ${count === 1 ? 'line' : 'lines'}`,
    takeRow: 'Take over',
    takeAll: 'Take all over',
    differs: (row, what, here) => `Line ${row}, ${what}: here ${here}.`,
    strange: (row, values) => `Line ${row} is not in Loket: ${values}`,
  },
  change: {
    open: 'Set right in Loket',
    looking: 'Looking what would change',
    title: 'This changes in Loket',
    employer: 'Employer in Loket',
    onCard: 'Employer on your card (Loket does not show the name)',
    employerId: 'Werkgever ID',
    nothingYet: 'Nothing was changed yet.',
    yes: 'Yes, change it in Loket',
    cancel: 'Cancel',
    working: 'Changing it in Loket',
    user: 'This user is added',
    userName: 'User name',
    initials: 'Initials',
    lastName: 'Last name',
    email: 'E-mail address',
    password: 'With the password from the keychain.',
    rights: 'With these rights and no others',
    of: (user) => `Rights of ${user}`,
    give: 'These rights are given',
    take: 'These rights are taken away',
    on: 'This is switched on',
    off: 'This is switched off',
    stays: 'This stays as it is',
    nothingStays: 'Nothing else is on.',
    variant: (from, to) => `The variant goes from ${from} to ${to}.`,
    becomes: (to) => `The variant becomes ${to}.`,
    because: (products) => `That is because of: ${products}.`,
    came: {
      done: 'Changed in Loket, and read back.',
      notDone: 'This was not changed in Loket.',
      says: (messages) => `Loket says: ${messages}`,
      conflict: 'Not changed: somebody else changed this in Loket meanwhile.',
      asked: (names) => `Asked: ${names}.`,
      read: (names) => (names === '' ? 'Nothing is on in Loket now.' : `In Loket: ${names}.`),
      partly: 'Done in part: the user is in Loket.',
      rightsDiffer: 'Its rights are not as asked.',
      rightsUnknown: 'Whether it has its rights is not known: reading back failed.',
      thenRights: 'Choose Check in Loket, and set the rights right after that.',
      uncertain: 'Uncertain: nobody knows whether this is so in Loket now.',
      sentOnce: 'It was sent once, Loket gave no clear answer and reading back failed.',
      notAgain: 'Nothing is sent again by itself.',
      thenLook: 'Choose Check in Loket to see how it stands now.',
      now: 'This is what Loket shows now:',
      notLooked: 'It was not checked again after that.',
    },
  },
  board: {
    all: 'Check all',
    resume: 'Go on where you were',
    anew: 'Start anew',
    unfinished: (when) => `The check of ${when} is not finished yet.`,
    running: 'Checking all dossiers',
    title: 'Checked in Loket',
    sum: (dossiers, fine) =>
      `${dossiers} ${dossiers === 1 ? 'dossier' : 'dossiers'} checked, ${fine} in order.`,
    open: (count) =>
      count === 1
        ? 'In 1 dossier not everything can be read, or something stands out.'
        : `In ${count} dossiers not everything can be read, or something stands out.`,
    worsened: 'In order last time, not now',
    failing: 'Not in order',
    skipped: 'Skipped',
    readEmployers: 'Read employers from Loket',
    fillId: 'Fill in the Werkgever ID',
    close: 'Close',
    row: {
      failing: (count) => (count === 1 ? '1 check fails' : `${count} checks fail`),
      worsened: (count) =>
        count === 1 ? '1 was in order, not now' : `${count} were in order, not now`,
      checked: (day) => `checked ${day}`,
    },
    filter: {
      label: 'Check',
      failing: 'fails',
      worsened: 'was in order, not now',
      never: 'not checked yet',
    },
  },
};
