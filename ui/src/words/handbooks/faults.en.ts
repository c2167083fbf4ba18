import type { Words } from '../nl';

const list = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');

export const faults: Words['handbooks']['expected'] = {
  bytesAtMost: (most) => `A file of at most ${most} bytes.`,
  valuesAtMost: (most) => `A file of at most ${most} values.`,
  itemsAtMost: (most) => `At most ${most} lines in all steps together.`,
  textFile: 'A text file. This is something else, such as a zip file or a document.',
  utf8: 'Text that is stored as UTF-8.',
  toml: (detail) => `Valid TOML. The reader says: ${detail}`,
  kind: (kind, found) => `${kind}. Here stands: ${found}.`,
  key: (key) => `“${key}” is missing.`,
  knownKey: (key, allowed) => `“${key}” does not belong here. These do: ${list(allowed)}.`,
  oneOf: (found, allowed) => `One of ${list(allowed)}. Here stands “${found}”.`,
  lengthAtLeast: (least) => `At least ${least} characters.`,
  lengthAtMost: (most) => `At most ${most} characters.`,
  countAtLeast: (least) => `A list of at least ${least}.`,
  countAtMost: (most) => `A list of at most ${most}.`,
  numberAtLeast: (least) => `A number of at least ${least}.`,
  numberAtMost: (most) => `A number of at most ${most}.`,
  name: (found) => `A name of small letters, digits and single dashes. Here stands “${found}”.`,
  day: (found) => `A day that exists, such as 2026-11-20. Here stands “${found}”.`,
  date: (found) =>
    `A year, month or day that exists, such as 2016, 2016-08 or 2016-08-25. Here stands “${found}”.`,
  wholeNumberField: 'type = "number": only a whole number has a min or max.',
  httpsAddress: (found) =>
    `An address that starts with https://, without a user name. Here stands “${found}”.`,
  plainHost: (host) => `The address in plain letters: “${host}”.`,
  plainCharacters: (character) =>
    `The character ${character} may not be here: it does not show, or it turns the reading direction.`,
  unique: (name, first) => `A name of its own. “${name}” stands in line ${first} already.`,
  existing: (thing, name) => `${thing} that exists. There is no “${name}”.`,
  notItself: (name) => `Something else than “${name}” itself.`,
  earlier: (name) => `A line that stands earlier. “${name}” comes later.`,
  noCircle: (steps) => `Steps that do not wait for each other in a circle: ${list(steps)}.`,
  shorterChain: (most) => `At most ${most} conditions behind each other.`,
  itemOfKind: (name, kinds) => `A line of the kind ${list(kinds)}. “${name}” is another kind.`,
  possibleValue: (name, found) => `A value that “${name}” can have. Here stands “${found}”.`,
  possibleAnswer: (name, found, allowed) =>
    `An answer to “${name}”: ${list(allowed)}. Here stands “${found}”.`,
  options: 'Options, because this is a choice.',
  noOptions: 'No options, because this is not a choice.',
  choiceItem: 'A line with kind = "choice" and options, not a field.',
  optionsOrCompare: 'Options with their variants, or compare. Not both, and not neither.',
  fillFits: (fill, types) => `A kind of value that “${fill}” can fill in: ${list(types)}.`,
  fillOption: (fill, allowed) => `An option that “${fill}” can choose: ${list(allowed)}.`,
  noEmployer: (name) =>
    `Nothing of an employer, because this handbook is for your office. Here stands “${name}”.`,
  checkKind: (name, kinds) =>
    `A check that fits this kind of line. “${name}” is for ${list(kinds)}.`,
  checkType: (name, types) => `A value that “${name}” looks at: ${list(types)}.`,
  checkCondition: (name) =>
    `A “when” on a line with “products”: “${name}” looks at the products named there.`,
  ordinaryUser: (name) =>
    `A line with “userIsStandard” too: “${name}” looks at an ordinary user, and Loket does not show a web service user.`,
  knownPlace: (found, allowed) =>
    `A line of the handbook or one of ${list(allowed)}. Here stands “${found}”.`,
  pairedBraces: 'Braces in pairs, around a place that is filled in.',
  recipient: (found) =>
    `An e-mail address, a place that is filled in, or nothing. Here stands “${found}”.`,
  numericColumn: (name) => `A column with a number or an amount. “${name}” is not.`,
  other: (detail) => `A handbook as Koppelwijzer reads it. The reader says: ${detail}`,
  fewer: (more) =>
    more === 1
      ? 'There is 1 more fault that is not listed.'
      : `There are ${more} more faults that are not listed.`,
  kinds: {
    text: 'text between quotes',
    wholeNumber: 'a whole number',
    number: 'a number with a fraction',
    trueOrFalse: 'true or false',
    list: 'a list between square brackets',
    table: 'a table',
  },
  things: {
    step: 'A step',
    item: 'A line',
    tier: 'A variant',
    extra: 'An extra product',
    column: 'A column',
    option: 'An option',
  },
};
