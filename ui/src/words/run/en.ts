import type { Words } from '../nl';

export const run: Words['run'] = {
  asking: 'Asking Loket',
  stopping: 'Stopping. What was read stays.',
  stop: 'Stop it',
  waiting: {
    tooManyCalls: 'Loket asks for some rest',
    serverFault: 'Loket has a failure, trying again shortly',
    connection: 'The connection broke, trying again shortly',
  },
  left: (seconds) => `: ${seconds} s left`,
  done: (count) => `${count} done`,
  items: (done, of) => `: line ${done} of ${of}`,
};
