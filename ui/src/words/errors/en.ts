import type { Words } from '../nl';

export const errors: Words['errors'] = {
  unanswered: {
    title: 'The program gave no answer',
    todo: 'What you did before this is saved. Close Koppelwijzer and open it again.',
  },
};
