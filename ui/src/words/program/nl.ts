import { keychain } from '../keychain/nl';

/** Words of the program as a whole: starting, the keychain, and what has to be known about the records. */
export const program = {
  starting: 'Je gegevens laden',
  startFailed: 'Koppelwijzer kan niet beginnen',
  retry: 'Opnieuw proberen',
  close: 'Begrepen',
  boundary: {
    title: 'Deze pagina kan niet worden getoond',
    text: 'Wat je invulde en bewaarde, is er nog. Probeer het opnieuw, of ga naar het overzicht.',
    overview: 'Naar het overzicht',
    cause: (what: string) => `Voor wie het oplost: ${what}`,
  },
  readOnly: {
    title: 'Je kunt nu alleen lezen.',
    disk: 'De schijf is vol. Maak ruimte en start Koppelwijzer opnieuw.',
    rights:
      'In de map met gegevens mag niet worden geschreven. Vraag je beheerder om rechten en start opnieuw.',
  },
  keychain: {
    looking: 'Wachtwoorden en sleutel opzoeken',
    locked: `${keychain.The} is vergrendeld.`,
    lockedMeans:
      'Wachtwoorden en persoonsgegevens zijn nu niet te lezen. Al het andere werkt gewoon.',
    missing: `Deze computer heeft geen ${keychain.none}.`,
    missingMeans: `Wachtwoorden kun je bewaren tot je afsluit. Persoonsgegevens en notities niet: de sleutel ervan zou bij het afsluiten verloren gaan, en dan zijn ze nooit meer te lezen. ${keychain.turnOn}, en probeer het opnieuw. Al het andere werkt gewoon.`,
    sessionOnly: 'Wachtwoorden blijven alleen deze sessie bewaard.',
    sessionOnlyMeans: 'Bij het afsluiten worden ze verwijderd.',
    sessionOnlySealed:
      'Persoonsgegevens en notities kun je zo niet bewaren: daarvoor moet de sleutel blijven.',
    keyLost: 'De sleutel van je persoonsgegevens is niet gevonden.',
    keyLostMeans: 'Wat versleuteld is, is niet te lezen. Al het andere werkt gewoon.',
    keyElsewhere: (computer: string) =>
      `De sleutel staat op computer ${computer}. Open Koppelwijzer daar. Wil je hier verder met een dossier? Bewaar het daar als bestand en importeer dat hier.`,
    useSession: 'Alleen deze sessie',
    useKeychain: `Gebruik ${keychain.the}`,
    newKey: 'Maak een nieuwe sleutel',
  },
  newKey: {
    title: 'Een nieuwe sleutel maken?',
    goes: 'Wat met de oude sleutel is versleuteld, is voorgoed onleesbaar: persoonsgegevens en notities die al in je dossiers staan. Je vult ze opnieuw in.',
    stays:
      'Werkgevers, stappen, de geschiedenis en de bestanden die je maakte blijven zoals ze zijn.',
    first:
      'Staat de oude sleutel nog op een andere computer, of in een back-up van deze? Zet die eerst terug en probeer het opnieuw.',
    make: 'Maak een nieuwe sleutel',
    cancel: 'Annuleren',
    made: 'De nieuwe sleutel is gemaakt',
  },
  notices: {
    restoredTitle: 'Je gegevens waren beschadigd en zijn hersteld uit een back-up',
    restored: (since: string) =>
      `Wat je na ${since} invulde ontbreekt. Controleer wat je toen deed.`,
    restoredBetween: (since: string, until: string) =>
      `Wat je tussen ${since} en ${until} invulde ontbreekt. Controleer wat je toen deed.`,
    emptyTitle: 'Je gegevens waren beschadigd en er was geen back-up',
    empty:
      'Koppelwijzer is leeg begonnen. Heb je ergens een kopie van de map met gegevens? Zet die dan terug.',
    aside: 'Het beschadigde bestand is niet weggegooid. Het staat hier:',
    noWalTitle: 'Je gegevens staan op een netwerkmap of in een map die wordt gesynchroniseerd',
    noWal:
      'Koppelwijzer werkt, maar langzamer, en twee computers tegelijk kan je gegevens beschadigen. Zet de map liever op deze computer.',
    synchronisedTitle: (by: string) => `Je gegevens staan in een map van ${by}`,
    synchronised:
      'Dat programma kopieert bestanden terwijl Koppelwijzer erin schrijft. Dat kan je gegevens beschadigen. Zet de map liever buiten die map; je back-ups mogen er wel in.',
    onNetworkTitle: 'Je gegevens staan op een andere computer',
    onNetwork:
      'Wat op een netwerkmap staat kan beschadigen als de verbinding wegvalt of als twee computers tegelijk schrijven. Zet de map liever op deze computer; je back-ups mogen daar blijven. De map is nu:',
    networkProfileTitle:
      'Je Windows-profiel staat op een server, je gegevens staan op deze computer',
    networkProfile:
      'Er is niets kwijt. Werk je op een andere computer of op een andere server van je kantoor, dan zie je deze gegevens daar niet, en de sleutel ook niet. Werk steeds op dezelfde computer, of vraag je beheerder wat bij jullie kan. Je profiel staat hier:',
    otherFolderTitle: 'Er staan ook gegevens in een andere map',
    otherFolder:
      'Een eerdere Koppelwijzer bewaarde ze daar. Er is niets samengevoegd en niets weggegooid: wat je nu ziet staat in de map die je bij Instellingen vindt. Heb je de andere gegevens niet meer nodig, verwijder die map dan zelf. Hij staat hier:',
    clockTitle: 'De klok van deze computer loopt achter',
    clock: (last: string) =>
      `De laatste wijziging in je gegevens is van ${last}. Zet de klok goed: wat je nu doet, krijgt anders een verkeerde tijd. De volgorde in de geschiedenis blijft kloppen.`,
    backups: 'Bekijk de back-ups',
  },
  office: 'Je kantoor',
};
