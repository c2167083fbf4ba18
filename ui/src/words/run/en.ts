import type { Words } from '../nl';

export const run: Words['run'] = {
  asking: 'Asking Loket',
  stopping: 'Stopping. What was read stays.',
  stop: 'Stop it',
  waiting: {
    tooManyCalls: 'Loket asks for some rest',
    backingOff: 'Loket takes no questions for a moment, trying again shortly',
    serverFault: 'Loket has a failure, trying again shortly',
    connection: 'The connection broke, trying again shortly',
  },
  left: (seconds) => `: ${seconds} s left`,
  pauseLeft: (seconds) => {
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const two = (value: number) => String(value).padStart(2, '0');
    return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)} left.`;
  },
  pauseOver: 'The rest is over. Try again.',
  done: (count) => `${count} done`,
  items: (done, of) => `: line ${done} of ${of}`,
};
