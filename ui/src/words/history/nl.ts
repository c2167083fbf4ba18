/** Words of the history of a dossier. */
export const history = {
  title: 'Geschiedenis',
  lede: (count: string) => `Alles wat er in dit dossier is gebeurd, het nieuwste boven: ${count}.`,
  count: (count: string, one: boolean) => (one ? '1 regel' : `${count} regels`),
  caption: 'Wat er gebeurde, door wie en wanneer',
  when: 'Wanneer',
  who: 'Wie',
  happened: 'Wat',
  undoneMark: 'ongedaan gemaakt',
  csv: 'Bewaar als CSV',
  reading: 'Bezig met lezen van de geschiedenis',
  what: {
    started: 'Dossier gestart',
    recorded: (item: string) => `Vastgelegd: ${item}`,
    cleared: (item: string) => `Weggehaald: ${item}`,
    secretKept: (item: string) => `${item} bewaard in de sleutelhanger`,
    secretForgotten: (item: string) => `${item} vergeten`,
    stepCompleted: (step: string) => `Stap afgerond: ${step}`,
    stepReopened: (step: string) => `Stap weer opengezet: ${step}`,
    stepSetAside: (step: string, reason: string) =>
      reason === '' ? `Niet van toepassing: ${step}` : `Niet van toepassing: ${step} (${reason})`,
    waitStarted: (step: string, on: string) => `Wacht op ${on}: ${step}`,
    waitEnded: (step: string, day: string) =>
      day === '' ? `Antwoord binnen: ${step}` : `Antwoord binnen op ${day}: ${step}`,
    checkMet: (item: string) => `Nagekeken in Loket, klopt: ${item}`,
    checkFailed: (item: string) => `Nagekeken in Loket, klopt niet: ${item}`,
    checkUnexpected: (item: string) => `Nagekeken in Loket, valt op: ${item}`,
    checkUnknown: (item: string) => `Nagekeken in Loket, onbekend: ${item}`,
    wentOn: (item: string, reason: string) =>
      reason === '' ? `Toch doorgegaan: ${item}` : `Toch doorgegaan: ${item} (${reason})`,
    userMade: (user: string) => `Gebruiker gemaakt in Loket: ${user}`,
    rightsSet: (user: string) => `Rechten gezet in Loket: ${user}`,
    productsSwitched: (products: string) => `Producten omgezet in Loket: ${products}`,
    changeStarted: (item: string, value: string) =>
      value === ''
        ? `Wijzigen in Loket begonnen: ${item}`
        : `Wijzigen in Loket begonnen: ${item} (${value})`,
    fileMade: (name: string) => (name === '' ? 'Bestand gemaakt' : `Bestand gemaakt: ${name}`),
    changeFailed: (item: string, value: string) =>
      value === ''
        ? `Wijzigen in Loket niet gelukt: ${item}`
        : `Wijzigen in Loket niet gelukt: ${item} (${value})`,
    changePartly: (item: string, value: string) =>
      value === ''
        ? `Wijzigen in Loket deels gelukt: ${item}`
        : `Wijzigen in Loket deels gelukt: ${item} (${value})`,
    changeUncertain: (item: string, value: string) =>
      value === ''
        ? `Wijzigen in Loket onzeker: ${item}`
        : `Wijzigen in Loket onzeker: ${item} (${value})`,
    noteAdded: (note: string) => (note === '' ? 'Notitie geschreven' : `Notitie: ${note}`),
    dueSet: (day: string) => `Streefdatum gezet op ${day}`,
    dueTaken: 'Streefdatum weggehaald',
    handbookMoved: (version: string) => `Overgestapt op versie ${version} van het handboek`,
    signedOff: 'Dossier afgetekend',
    countersigned: 'Nagekeken door een collega',
    reopened: 'Dossier heropend',
    imported: 'Dossier overgenomen uit een bestand',
    undone: (what: string) => (what === '' ? 'Ongedaan gemaakt' : `Ongedaan gemaakt: ${what}`),
  },
  undo: {
    title: 'Laatste handeling',
    button: 'Maak ongedaan',
    done: 'De laatste handeling is ongedaan gemaakt',
    back: {
      started: 'Dit kan niet terug.',
      answered: 'Wat er eerder stond, komt terug.',
      cleared: 'Wat er stond, komt terug.',
      secretKept: 'De regel staat weer open. Het wachtwoord zelf blijft in de sleutelhanger.',
      secretForgotten: 'De regel staat weer op bewaard. Het wachtwoord zelf komt niet terug.',
      stepCompleted: 'De stap staat weer open.',
      stepReopened: 'De stap staat weer zoals hij was.',
      stepSetAside: 'De stap telt weer mee.',
      waitStarted: 'Het wachten stopt.',
      waitEnded: 'Het wachten gaat weer door.',
      checkMet: 'Wat Loket daarvoor zei, komt terug.',
      checkFailed: 'Wat Loket daarvoor zei, komt terug.',
      checkUnexpected: 'Wat Loket daarvoor zei, komt terug.',
      checkUnknown: 'Wat Loket daarvoor zei, komt terug.',
      wentOn: 'De controle houdt de stap weer tegen.',
      userMade: 'Dit kan niet terug: de gebruiker staat in Loket.',
      rightsSet: 'Dit kan niet terug: de rechten staan in Loket.',
      productsSwitched: 'Dit kan niet terug: de producten staan in Loket.',
      changeStarted: 'Dit kan niet terug.',
      fileMade: 'Dit kan niet terug: het bestand staat er.',
      changeFailed: 'Dit kan niet terug.',
      changePartly: 'Dit kan niet terug: de gebruiker staat in Loket.',
      changeUncertain: 'Dit kan niet terug.',
      noteAdded: 'De notitie gaat weg.',
      dueSet: 'De vorige streefdatum komt terug.',
      handbookMoved: 'Het dossier gaat terug naar de vorige versie.',
      signedOff: 'Het dossier staat weer open.',
      countersigned: 'Het nakijken vervalt.',
      reopened: 'Het dossier is weer afgetekend.',
      imported: 'Dit kan niet terug.',
      undone: 'Dit kan niet terug.',
    },
  },
};
