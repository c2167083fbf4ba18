/** Words of starting dossiers: one handbook, one employer or many. */
export const newDossier = {
  title: 'Nieuw dossier',
  lede: 'Kies een handboek en de werkgevers. Voor elke werkgever begint een eigen dossier.',
  loading: 'Handboeken en werkgevers laden',
  handbook: 'Welk handboek?',
  handbookHint: (partner: string, scope: string) => `${partner}, ${scope}`,
  scopes: { office: 'één keer voor je kantoor', employer: 'per werkgever' },
  due: 'Streefdatum',
  dueHint: 'Wanneer moet het klaar zijn? Dag-maand-jaar, zoals 24-11-2026.',
  employers: 'Welke werkgevers?',
  search: 'Zoek een werkgever',
  found: (shown: number, all: number) => `${shown} van ${all}`,
  noMatch: 'Geen werkgever past hierbij.',
  chooseAll: (count: number) => (count === 1 ? 'Kies deze werkgever' : `Kies alle ${count}`),
  chooseNone: 'Kies geen werkgever',
  caption: 'Werkgevers om te kiezen',
  name: 'Werkgever',
  number: 'Werkgevernummer',
  has: 'Heeft al een open dossier',
  openDossier: 'Open dossier',
  openOf: (employer: string) => `Open het dossier van ${employer}`,
  already: (count: number) =>
    count === 1
      ? 'Eén werkgever heeft al een open dossier van dit handboek.'
      : `${count} werkgevers hebben al een open dossier van dit handboek.`,
  chosen: (count: number) =>
    count === 0
      ? 'Nog geen werkgever gekozen'
      : `${count} ${count === 1 ? 'werkgever' : 'werkgevers'} gekozen`,
  noEmployers: 'Er zijn nog geen werkgevers.',
  addEmployer: 'Voeg een werkgever toe',
  officeBusy: 'Je kantoor heeft al een open dossier van dit handboek.',
  start: (count: number) => (count <= 1 ? 'Begin dossier' : `Begin ${count} dossiers`),
  starting: 'Dossiers beginnen',
  started: (count: number) =>
    count === 1 ? '1 dossier is begonnen' : `${count} dossiers zijn begonnen`,
  noneStarted: 'Er is geen dossier begonnen: er was er al een open.',
  errors: {
    handbook: 'Kies een handboek',
    employers: 'Kies minstens één werkgever',
    due: 'Streefdatum: vul een datum in die bestaat, zoals 24-11-2026',
  },
};
