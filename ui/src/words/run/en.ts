import type { Words } from '../nl';

export const run: Words['run'] = {
  asking: 'Asking Loket',
  stopping: 'Stopping. What was read stays.',
  stop: 'Stop',
  waiting: {
    tooManyCalls: 'Loket is busy',
    backingOff: 'Loket accepts no requests for a moment, trying again shortly',
    serverFault: 'Loket has a failure, trying again shortly',
    connection: 'The connection was lost, trying again shortly',
  },
  left: (seconds) => `: ${seconds} s left`,
  pauseLeft: (seconds) => {
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const two = (value: number) => String(value).padStart(2, '0');
    return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)} left.`;
  },
  pauseOver: 'You can try again now.',
  done: (count) => `${count} done`,
  items: (done, of) => `: item ${done} of ${of}`,
};
