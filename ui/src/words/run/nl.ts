/** Words of a run that asks Loket, while it is under way. */
export const run = {
  asking: 'Gegevens opvragen bij Loket',
  stopping: 'Stoppen. Wat gelezen is, blijft bewaard.',
  stop: 'Stop',
  waiting: {
    tooManyCalls: 'Loket is even druk',
    backingOff: 'Loket neemt even geen vragen aan, zo volgt een nieuwe poging',
    serverFault: 'Loket heeft een storing, zo volgt een nieuwe poging',
    connection: 'De verbinding viel weg, zo volgt een nieuwe poging',
  },
  left: (seconds: number) => `: nog ${seconds} s`,
  pauseLeft: (seconds: number) => {
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const two = (value: number) => String(value).padStart(2, '0');
    return `Nog ${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}.`;
  },
  pauseOver: 'Je kunt het nu opnieuw proberen.',
  done: (count: string) => `${count} gedaan`,
  items: (done: string, of: string) => `: onderdeel ${done} van ${of}`,
};
