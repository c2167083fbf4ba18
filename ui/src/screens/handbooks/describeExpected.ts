import type { Expected } from '../../host';
import { words } from '../../words';

type Code = Expected['code'];
type Of<Name extends Code> = Extract<Expected, { code: Name }>;

/** The text of each fault, by its code. A code without text does not type-check. */
const descriptions: { [Name in Code]: (expected: Of<Name>) => string } = {
  bytesAtMost: ({ most }) => w().bytesAtMost(most),
  valuesAtMost: ({ most }) => w().valuesAtMost(most),
  itemsAtMost: ({ most }) => w().itemsAtMost(most),
  textFile: () => w().textFile,
  utf8: () => w().utf8,
  toml: ({ problem, detail }) =>
    problem === 'other' ? w().readerSays(w().toml.other, detail) : w().toml[problem],
  kind: ({ kind, found }) => w().kind(capital(w().kinds[kind]), w().kinds[found]),
  key: ({ key }) => w().key(key),
  knownKey: ({ key, allowed, meant }) => suggested(w().knownKey(key, allowed), meant),
  oneOf: ({ found, allowed, meant }) => suggested(w().oneOf(found, allowed), meant),
  lengthAtLeast: ({ least }) => w().lengthAtLeast(least),
  lengthAtMost: ({ most }) => w().lengthAtMost(most),
  countAtLeast: ({ least }) => w().countAtLeast(least),
  countAtMost: ({ most }) => w().countAtMost(most),
  numberAtLeast: ({ least }) => w().numberAtLeast(least),
  numberAtMost: ({ most }) => w().numberAtMost(most),
  name: ({ found }) => w().name(found),
  day: ({ found }) => w().day(found),
  httpsAddress: ({ found }) => w().httpsAddress(found),
  plainHost: ({ host }) => w().plainHost(host),
  plainCharacters: ({ character }) => w().plainCharacters(character),
  unique: ({ name, first }) => w().unique(name, first),
  existing: ({ thing, name, meant }) => suggested(w().existing(w().things[thing], name), meant),
  notItself: ({ name }) => w().notItself(name),
  earlier: ({ name }) => w().earlier(name),
  noCircle: ({ steps }) => w().noCircle(steps),
  shorterChain: ({ most }) => w().shorterChain(most),
  itemOfKind: ({ name, kinds }) => w().itemOfKind(name, kinds),
  possibleAnswer: ({ name, found, allowed, meant }) =>
    allowed.length === 0
      ? w().possibleValue(name, found)
      : suggested(w().possibleAnswer(name, found, allowed), meant),
  options: () => w().options,
  noOptions: () => w().noOptions,
  choiceItem: () => w().choiceItem,
  optionsOrCompare: () => w().optionsOrCompare,
  fillFits: ({ fill, types }) => w().fillFits(fill, types),
  fillOption: ({ fill, allowed }) => w().fillOption(fill, allowed),
  noEmployer: ({ name }) => w().noEmployer(name),
  runKind: ({ name, kind }) => w().runKind(name, kind),
  checkKind: ({ name, kinds }) => w().checkKind(name, kinds),
  checkType: ({ name, types }) => w().checkType(name, types),
  checkCondition: ({ name }) => w().checkCondition(name),
  ordinaryUser: ({ name }) => w().ordinaryUser(name),
  knownPlace: ({ found, allowed, meant }) => suggested(w().knownPlace(found, allowed), meant),
  pairedBraces: () => w().pairedBraces,
  recipient: ({ found }) => w().recipient(found),
  numericColumn: ({ name }) => w().numericColumn(name),
  date: ({ found }) => w().date(found),
  wholeNumberField: () => w().wholeNumberField,
  other: ({ detail }) => w().other(detail),
  fewer: ({ more }) => w().fewer(more),
};

const w = () => words().handbooks.expected;

function suggested(text: string, meant: string | null): string {
  return meant === null ? text : w().meant(text, meant);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Describes what was expected where a handbook has a fault. */
export function describeExpected(expected: Expected): string {
  const say = descriptions[expected.code] as (expected: Expected) => string;
  return say(expected);
}
