const list = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');

/** What was expected where a handbook has a fault; one for each code. */
export const faults = {
  bytesAtMost: (most: number) => `Een bestand van hoogstens ${most} bytes.`,
  valuesAtMost: (most: number) => `Een bestand met hoogstens ${most} waarden.`,
  itemsAtMost: (most: number) => `Hoogstens ${most} onderdelen in alle stappen samen.`,
  textFile: 'Een tekstbestand. Dit is iets anders, zoals een zip-bestand of een document.',
  utf8: 'Tekst die als UTF-8 is opgeslagen.',
  toml: {
    unclosedText:
      'Een aanhalingsteken aan het eind van de tekst. Een tekst staat op één regel tussen "…".',
    unquotedText:
      'Tekst tussen rechte aanhalingstekens: "zo". Gekrulde aanhalingstekens tellen niet.',
    afterValue:
      'Niets meer na de waarde. Wil je een aanhalingsteken in de tekst, schrijf dan \\" of gebruik “ en ”.',
    backslash: 'Een dubbele schuine streep: schrijf \\\\ waar je \\ bedoelt.',
    invisibleCharacter: 'Gewone tekens. Hier staat er een die je niet ziet.',
    noEquals: 'Een = tussen de sleutel en de waarde.',
    noValue: 'Een waarde achter de =.',
    noKey: 'Een sleutel voor de =: letters, cijfers, _ en -, zonder spaties.',
    noComma: 'Een komma tussen twee waarden.',
    tooMany: 'Eén komma of =. Hier staat er een te veel.',
    unclosedList: 'Een ] aan het eind van de lijst.',
    unclosedHead: 'Een kop als [[steps]], met evenveel haken ervoor als erachter.',
    unclosedTable: 'Een } aan het eind van wat met { begint.',
    twice: 'Elke sleutel één keer. Deze staat er al.',
    number:
      'Een heel getal zonder nullen ervoor, of een dag als 2026-11-20. Andere waarden staan tussen "…".',
    other: 'Geldige TOML.',
  },
  readerSays: (text: string, detail: string) => `${text} (De lezer zegt: ${detail})`,
  meant: (text: string, name: string) => `${text} Bedoelde je “${name}”?`,
  kind: (kind: string, found: string) => `${kind}. Hier staat: ${found}.`,
  key: (key: string) => `“${key}” ontbreekt.`,
  knownKey: (key: string, allowed: readonly string[]) =>
    `“${key}” hoort hier niet. Dit kan wel: ${list(allowed)}.`,
  oneOf: (found: string, allowed: readonly string[]) =>
    `Een van ${list(allowed)}. Hier staat “${found}”.`,
  lengthAtLeast: (least: number) => `Minstens ${least} tekens.`,
  lengthAtMost: (most: number) => `Hoogstens ${most} tekens.`,
  countAtLeast: (least: number) => `Een lijst van minstens ${least}.`,
  countAtMost: (most: number) => `Een lijst van hoogstens ${most}.`,
  numberAtLeast: (least: number) => `Een getal van minstens ${least}.`,
  numberAtMost: (most: number) => `Een getal van hoogstens ${most}.`,
  name: (found: string) =>
    `Een naam van kleine letters, cijfers en losse streepjes. Hier staat “${found}”.`,
  day: (found: string) => `Een dag die bestaat, zoals 2026-11-20. Hier staat “${found}”.`,
  date: (found: string) =>
    `Een jaar, maand of dag die bestaat, zoals 2016, 2016-08 of 2016-08-25. Hier staat “${found}”.`,
  wholeNumberField: 'type = "number": alleen een heel getal heeft een min of max.',
  httpsAddress: (found: string) =>
    `Een adres dat met https:// begint, zonder gebruikersnaam. Hier staat “${found}”.`,
  plainHost: (host: string) => `Het adres in gewone letters: “${host}”.`,
  plainCharacters: (character: string) =>
    `Het teken ${character} mag hier niet: je ziet het niet, of het keert de leesrichting om.`,
  unique: (name: string, first: number) => `Een eigen naam. “${name}” staat al in regel ${first}.`,
  existing: (thing: string, name: string) => `${thing} die bestaat. “${name}” is er niet.`,
  notItself: (name: string) => `Iets anders dan “${name}” zelf.`,
  earlier: (name: string) => `Een onderdeel dat eerder staat. “${name}” komt pas later.`,
  noCircle: (steps: readonly string[]) =>
    `Stappen die niet in een kring op elkaar wachten: ${list(steps)}.`,
  shorterChain: (most: number) => `Hoogstens ${most} voorwaarden achter elkaar.`,
  itemOfKind: (name: string, kinds: readonly string[]) =>
    `Een onderdeel van de soort ${list(kinds)}. “${name}” is een andere soort.`,
  possibleValue: (name: string, found: string) =>
    `Een waarde die “${name}” kan hebben. Hier staat “${found}”.`,
  possibleAnswer: (name: string, found: string, allowed: readonly string[]) =>
    `Een antwoord op “${name}”: ${list(allowed)}. Hier staat “${found}”.`,
  options: 'Mogelijkheden, want dit is een keuze.',
  noOptions: 'Geen mogelijkheden, want dit is geen keuze.',
  choiceItem: 'Een onderdeel met kind = "choice" en mogelijkheden, geen veld.',
  optionsOrCompare: 'Mogelijkheden met hun varianten, of compare: precies een van beide.',
  fillFits: (fill: string, types: readonly string[]) =>
    `Een soort waarde die “${fill}” kan invullen: ${list(types)}.`,
  fillOption: (fill: string, allowed: readonly string[]) =>
    `Een mogelijkheid die “${fill}” kan kiezen: ${list(allowed)}.`,
  noEmployer: (name: string) =>
    `Niets van een werkgever, want dit handboek is voor je kantoor. Hier staat “${name}”.`,
  checkKind: (name: string, kinds: readonly string[]) =>
    `Een controle die bij dit soort onderdeel past. “${name}” is voor ${list(kinds)}.`,
  runKind: (name: string, kind: string) =>
    `Een feit van de loonperiodes dat bij dit soort onderdeel past. “${name}” is voor ${kind}.`,
  checkType: (name: string, types: readonly string[]) =>
    `Een waarde waar “${name}” naar kijkt: ${list(types)}.`,
  checkCondition: (name: string) =>
    `Een “when” op een onderdeel met “products”: “${name}” kijkt naar de producten die daar staan.`,
  ordinaryUser: (name: string) =>
    `Ook een onderdeel met “userIsStandard”: “${name}” kijkt naar een gewone gebruiker, en een webservicegebruiker laat Loket niet zien.`,
  knownPlace: (found: string, allowed: readonly string[]) =>
    `Een onderdeel van het handboek of een van ${list(allowed)}. Hier staat “${found}”.`,
  pairedBraces: 'Accolades in paren, om een plaats die wordt ingevuld.',
  recipient: (found: string) =>
    `Een e-mailadres, een plaats die wordt ingevuld, of niets. Hier staat “${found}”.`,
  numericColumn: (name: string) => `Een kolom met een getal of bedrag. “${name}” is dat niet.`,
  other: (detail: string) => `Een handboek zoals Koppelwijzer het leest. De lezer zegt: ${detail}`,
  fewer: (more: number) =>
    more === 1
      ? 'Er is nog 1 fout die hier niet staat.'
      : `Er zijn nog ${more} fouten die hier niet staan.`,
  kinds: {
    text: 'tekst tussen aanhalingstekens',
    wholeNumber: 'een heel getal',
    number: 'een getal met een komma',
    trueOrFalse: 'true of false',
    list: 'een lijst tussen rechte haken',
    table: 'een tabel',
  },
  things: {
    step: 'Een stap',
    item: 'Een onderdeel',
    tier: 'Een variant',
    extra: 'Een extra product',
    column: 'Een kolom',
    option: 'Een mogelijkheid',
  },
};
