import type { Words } from '../nl';

export const answers: Words['answers'] = {
  title: 'Check your answers',
  lede: 'Go through everything once more. Change takes you to where you filled it in.',
  change: 'Change',
  missingCount: (count, one) =>
    one ? '1 thing is still missing' : `${count} things are still missing`,
  openSteps: 'These steps are still open',
  complete: 'Everything is filled in.',
  none: 'Not filled in yet',
  noNeed: 'Not filled in, optional',
  nothing: 'This step has no answers.',
  by: (who, when) => `${who}, ${when}`,
  sign: {
    title: 'Sign off',
    text: 'By signing off you confirm that everything is correct. After that nothing can be changed until somebody reopens the dossier.',
    button: 'Sign off',
    notYet: 'You can sign off when all steps are completed.',
    second: 'After that a colleague checks it.',
  },
  counter: {
    title: 'Second check',
    text: 'A colleague checks this dossier. Do that under your own name, and only if somebody else signed it off.',
    button: 'I have checked this',
  },
};
