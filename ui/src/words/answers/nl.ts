/** Words of checking the answers and signing off. */
export const answers = {
  title: 'Controleer je antwoorden',
  lede: 'Loop alles nog één keer na. Met Wijzigen ga je naar de plek waar het staat.',
  change: 'Wijzigen',
  missingCount: (count: string, one: boolean) =>
    one ? 'Er ontbreekt nog 1 gegeven' : `Er ontbreken nog ${count} gegevens`,
  openSteps: 'Deze stappen staan nog open',
  complete: 'Alles staat erin.',
  none: 'Nog niet ingevuld',
  noNeed: 'Niet ingevuld, niet verplicht',
  nothing: 'Deze stap heeft geen antwoorden.',
  by: (who: string, when: string) => `${who}, ${when}`,
  sign: {
    title: 'Aftekenen',
    text: 'Met aftekenen zeg je dat alles klopt. Daarna kan er niets meer worden gewijzigd, tot iemand het dossier heropent.',
    button: 'Aftekenen',
    notYet: 'Je kunt aftekenen als alle stappen zijn afgerond.',
    second: 'Daarna controleert een collega het dossier.',
  },
  counter: {
    title: 'Controle door een collega',
    text: 'Een collega controleert dit dossier. Doe dat onder je eigen naam, en niet als je het zelf aftekende.',
    button: 'Ik heb dit gecontroleerd',
  },
};
