/** Words for what is kept with a run of hours: notes, sign-off, report, and when it is due. */
export const record = {
  signOff: {
    title: 'Afronden',
    text: 'Rond af als de uren verwerkt zijn. Daarna kan er niets meer worden gewijzigd, tot je de loonperiode heropent.',
    notYet: 'Dit kan als de uren zijn verzonden.',
    button: 'Rond deze loonperiode af',
    reopen: 'Heropen',
    signed: (who: string, when: string) => `Afgerond door ${who}, ${when}.`,
  },
  report: {
    title: 'Verslag',
    text: 'Wat er is gekozen, gevonden, gemaakt en verzonden, met totalen per component. Namen en uren van medewerkers staan er niet in.',
    pdf: 'Verslag als PDF',
    html: 'Verslag als webpagina',
  },
  due: {
    title: 'Herinnering',
    label: 'Dag van de maand waarop de uren in Loket moeten staan',
    hint: 'Geldt voor deze administratie, ook volgende keren. Is het nog niet gedaan, dan staat het die week op het overzicht. Dag 1 tot en met 9 is in de maand na de loonperiode.',
    none: 'Geen herinnering',
    day: (day: number) => `Dag ${day}`,
  },
  upload: {
    check: 'Controleer een uploadbestand',
    title: (name: string) => `Gecontroleerd: ${name}`,
    good: 'Dit bestand heeft de vorm die Loket inleest. Of de aantallen kloppen, is hiermee niet gecontroleerd.',
    canMend:
      'Wat mis is kan zonder raden worden hersteld. Het verbeterde bestand komt naast dit bestand te staan; dit bestand verandert niet.',
    cannotMend:
      'Dit kan de app niet herstellen zonder te raden. Verbeter het bestand en controleer het opnieuw. Er is niets veranderd.',
    mended: 'goed in het verbeterde bestand',
    save: 'Bewaar het verbeterde bestand',
    close: 'Sluiten',
    noPeriod: 'Niet gekozen',
    withoutPeriod:
      'Zonder loonperiode is onbekend of medewerkers dan in dienst zijn, of de periode openstaat en hoe de totalen zich verhouden tot die van eerder.',
    layout: 'Wat een lege cel in dit bestand betekent',
    layouts: {
      'loket-2015': 'Laat staan wat er in Loket staat',
      'loket-2015-empty-is-zero': 'Zet het in Loket op 0',
    },
    administration: 'Aansluiting',
    several: 'niet één',
    noEmployer: (number: number) => `${number}, geen werkgever met dit nummer`,
    total: (component: number) => `Totaal component ${component}`,
  },
  mapping: {
    copy: 'Neem koppelingen over',
    open: 'Open koppelbestand',
    save: 'Bewaar koppelingen',
    copyTitle: 'Koppelingen overnemen',
    copyMeans:
      'Wat hier al is gekozen, blijft staan. Van een andere werkgever komen medewerkers niet mee.',
    from: 'Van welke loonperiode?',
    other: (employer: string, administration: number, period: string) =>
      `${employer}, aansluiting ${administration}, ${period}`,
    noOthers: 'Er is nog geen andere loonperiode om van over te nemen.',
    pick: 'Kies een loonperiode',
    noOther: 'Kies een loonperiode',
    take: 'Neem over',
    taken: 'Overgenomen wat hier nog niet was gekozen',
    saveTitle: 'Koppelingen bewaren als bestand',
    saveMeans:
      'Uursoorten en afdelingen met hun nummers in Loket, voor een andere computer of een ander kantoor.',
    people: 'Ook medewerkers, met hun personeelsnummers',
    choosePlace: 'Kies waar',
    saved: 'De koppelingen zijn bewaard',
    cancel: 'Annuleren',
  },
};
