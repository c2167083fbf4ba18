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
};
