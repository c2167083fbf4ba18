/** Words of a run that asks Loket, while it is under way. */
export const run = {
  asking: 'Bezig met vragen aan Loket',
  stopping: 'Bezig met stoppen. Wat gelezen is, blijft bewaard.',
  stop: 'Stop',
  waiting: {
    tooManyCalls: 'Loket vraagt om rust',
    serverFault: 'Loket heeft een storing, zo volgt een nieuwe poging',
    connection: 'De verbinding viel weg, zo volgt een nieuwe poging',
  },
  left: (seconds: number) => `: nog ${seconds} s`,
  done: (count: string) => `${count} gedaan`,
  items: (done: string, of: string) => `: regel ${done} van ${of}`,
};
