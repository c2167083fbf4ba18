import { insideSentence } from '../insideSentence';
import { faults } from './faults.nl';

/** Words of the handbooks: the catalogue, one handbook, importing one, and what changed. */
export const handbooks = {
  title: 'Handboeken',
  lede: 'Een handboek leidt je stap voor stap door één koppeling.',
  loading: 'Handboeken laden',
  import: 'Importeer een eigen handboek',
  importing: 'Bezig met importeren',
  imported: (title: string, version: number) => `${title}, versie ${version}, is geïmporteerd`,
  own: 'Eigen handboek',
  preview: {
    look: 'Bekijk een bestand',
    notImported: (version: number) =>
      `Zo ziet versie ${version} uit dit bestand eruit. Het handboek is nog niet geïmporteerd: er is niets bewaard.`,
    close: 'Sluit dit voorbeeld',
  },
  file: {
    title: 'Bestand',
    hint: 'Bewaar het als voorbeeld voor een eigen handboek. Geef dat dan een andere naam (id).',
    ownHint: 'Bewaar het om het aan te passen, of voor een ander kantoor.',
    save: 'Bewaar als bestand',
    remove: 'Verwijder',
    question: (title: string) => `${title} verwijderen?`,
    consequence:
      'Alle versies van dit handboek verdwijnen. Het kan alleen zolang geen dossier het volgt. Met het bestand kun je het weer importeren.',
    removed: (title: string) => `${title} is verwijderd`,
    cancel: 'Annuleren',
  },
  partner: 'Met',
  scope: 'Voor',
  scopes: { office: 'Eén keer voor je kantoor', employer: 'Per werkgever' },
  generation: 'Techniek',
  generations: {
    rest: 'REST: standaardgebruiker in Loket',
    soap: 'SOAP: webservicegebruiker, door Loket niet meer bijgewerkt',
  },
  steps: 'Stappen',
  version: 'Versie',
  thisVersion: (version: number) => `Versie ${version}`,
  sources: 'Bronnen',
  read: (day: string) => `gelezen ${day}`,
  dated: (date: string) => `document van ${date}`,
  openSource: (title: string) => `Open ${title} in je browser`,
  start: 'Begin een dossier',
  page: {
    warnings: 'Goed om te weten',
    steps: 'De stappen',
    afterwards: 'Daarna',
    leadsTo: 'Hierna',
    either: (one: string, other: string) => `${one} of ${insideSentence(other)}`,
    details: (items: number) =>
      items === 1 ? 'Wat je doet: 1 onderdeel' : `Wat je doet: ${items} onderdelen`,
    versions: 'Versies',
    onlyOne: (version: number) => `Hier is alleen versie ${version}.`,
    newest: (version: number) => `De nieuwste is versie ${version}.`,
    compare: 'Wat veranderde er sinds',
    versionName: (version: number) => `versie ${version}`,
    choose: 'kies een versie',
    noChanges: 'Er is niets veranderd.',
    wholeBook: 'Het handboek als geheel',
    was: (text: string) => `Was: ${text}`,
    kinds: {
      added: 'Nieuw',
      removed: 'Vervalt',
      reworded: 'Anders verwoord',
      changed: 'Werkt anders',
      moved: 'Verplaatst',
    },
  },
  faults: {
    title: (count: number) =>
      count === 1 ? 'Er zit 1 fout in dit bestand' : `Er zitten ${count} fouten in dit bestand`,
    text: 'Er is niets geïmporteerd. Verbeter de regels hieronder en importeer het bestand opnieuw.',
    caption: 'Fouten in het bestand, per regel',
    line: 'Regel',
    column: 'Teken',
    path: 'Plaats',
    expected: 'Wat er hoort te staan',
    file: 'Het bestand',
  },
  expected: faults,
};
