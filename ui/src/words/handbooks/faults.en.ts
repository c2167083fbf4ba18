import type { Words } from '../nl';

const list = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');

export const faults: Words['handbooks']['expected'] = {
  bytesAtMost: (most) => `A file of at most ${most} bytes.`,
  valuesAtMost: (most) => `A file of at most ${most} values.`,
  itemsAtMost: (most) => `At most ${most} items in all steps together.`,
  textFile: 'A text file. This is something else, such as a zip file or a document.',
  utf8: 'Text that is stored as UTF-8.',
  toml: {
    unclosedText: 'A quote at the end of the text. A text stands on one line between "…".',
    unquotedText: 'Text between straight quotes: "so". Curly quotes do not count.',
    afterValue:
      'Nothing more after the value. For a quote within the text write \\" or use “ and ”.',
    backslash: 'A double backslash: write \\\\ where you mean \\.',
    invisibleCharacter: 'Ordinary characters. There is one here that does not show.',
    noEquals: 'An = between the key and the value.',
    noValue: 'A value after the =.',
    noKey: 'A key before the =: letters, digits, _ and -, without spaces.',
    noComma: 'A comma between two values.',
    tooMany: 'One comma or =. There is one too many here.',
    unclosedList: 'A ] at the end of the list.',
    unclosedHead: 'A head such as [[steps]], with as many brackets before it as after it.',
    unclosedTable: 'A } at the end of what begins with {.',
    twice: 'Each key once. This one is there already.',
    number:
      'A whole number without zeros in front, or a day such as 2026-11-20. Other values stand between "…".',
    other: 'Valid TOML.',
  },
  readerSays: (text, detail) => `${text} (The reader says: ${detail})`,
  meant: (text, name) => `${text} Did you mean “${name}”?`,
  kind: (kind, found) => `${kind}. Found: ${found}.`,
  key: (key) => `“${key}” is missing.`,
  knownKey: (key, allowed) => `“${key}” does not belong here. These do: ${list(allowed)}.`,
  oneOf: (found, allowed) => `One of ${list(allowed)}. Found “${found}”.`,
  lengthAtLeast: (least) => `At least ${least} characters.`,
  lengthAtMost: (most) => `At most ${most} characters.`,
  countAtLeast: (least) => `A list of at least ${least}.`,
  countAtMost: (most) => `A list of at most ${most}.`,
  numberAtLeast: (least) => `A number of at least ${least}.`,
  numberAtMost: (most) => `A number of at most ${most}.`,
  name: (found) => `A name of lower-case letters, digits and single dashes. Found “${found}”.`,
  day: (found) => `A day that exists, such as 2026-11-20. Found “${found}”.`,
  date: (found) =>
    `A year, month or day that exists, such as 2016, 2016-08 or 2016-08-25. Found “${found}”.`,
  wholeNumberField: 'type = "number": only a whole number has a min or max.',
  httpsAddress: (found) =>
    `An address that starts with https://, without a user name. Found “${found}”.`,
  plainHost: (host) => `The address in plain letters: “${host}”.`,
  plainCharacters: (character) =>
    `The character ${character} is not allowed here: it is invisible, or it reverses the reading direction.`,
  unique: (name, first) => `A name of its own. “${name}” is already in line ${first}.`,
  existing: (thing, name) => `${thing} that exists. There is no “${name}”.`,
  notItself: (name) => `Something other than “${name}” itself.`,
  earlier: (name) => `An item that comes earlier. “${name}” comes later.`,
  noCircle: (steps) => `Steps that do not wait for each other in a circle: ${list(steps)}.`,
  shorterChain: (most) => `At most ${most} conditions in a row.`,
  itemOfKind: (name, kinds) => `An item of the kind ${list(kinds)}. “${name}” is another kind.`,
  possibleValue: (name, found) => `A value that “${name}” can have. Found “${found}”.`,
  possibleAnswer: (name, found, allowed) =>
    `An answer to “${name}”: ${list(allowed)}. Found “${found}”.`,
  options: 'Options, because this is a choice.',
  noOptions: 'No options, because this is not a choice.',
  choiceItem: 'An item with kind = "choice" and options, not a field.',
  optionsOrCompare: 'Options with their variants, or compare: exactly one of the two.',
  fillFits: (fill, types) => `A kind of value that “${fill}” can fill in: ${list(types)}.`,
  fillOption: (fill, allowed) => `An option that “${fill}” can choose: ${list(allowed)}.`,
  noEmployer: (name) =>
    `Nothing of an employer, because this handbook is for your office. Found “${name}”.`,
  checkKind: (name, kinds) =>
    `A check that fits this kind of item. “${name}” is for ${list(kinds)}.`,
  runKind: (name, kind) =>
    `A fact of the payroll periods that fits this kind of item. “${name}” is for ${kind}.`,
  checkType: (name, types) => `A value that “${name}” looks at: ${list(types)}.`,
  checkCondition: (name) =>
    `A “when” on an item with “products”: “${name}” looks at the products named there.`,
  ordinaryUser: (name) =>
    `An item with “userIsStandard” too: “${name}” looks at an ordinary user, and Loket does not show a web service user.`,
  knownPlace: (found, allowed) =>
    `An item of the handbook or one of ${list(allowed)}. Found “${found}”.`,
  pairedBraces: 'Braces in pairs, around a place that is filled in.',
  recipient: (found) =>
    `An e-mail address, a place that is filled in, or nothing. Found “${found}”.`,
  numericColumn: (name) => `A column with a number or an amount. “${name}” is not.`,
  other: (detail) => `A handbook as Koppelwijzer reads it. The reader says: ${detail}`,
  fewer: (more) =>
    more === 1
      ? 'There is 1 more error that is not listed.'
      : `There are ${more} more errors that are not listed.`,
  kinds: {
    text: 'text in quotes',
    wholeNumber: 'a whole number',
    number: 'a number with a fraction',
    trueOrFalse: 'true or false',
    list: 'a list in square brackets',
    table: 'a table',
  },
  things: {
    step: 'A step',
    item: 'An item',
    tier: 'A variant',
    extra: 'An extra product',
    column: 'A column',
    option: 'An option',
  },
};
