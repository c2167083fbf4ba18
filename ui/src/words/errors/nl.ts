/**
 * Words for each code that can come back over the bridge. `title` says what happened, `todo` what
 * the reader can do about it. A test fails when a code of the bindings has no words here.
 */
export const errors = {
  unanswered: {
    title: 'Het programma gaf geen antwoord',
    todo: 'Wat je hiervoor deed is bewaard. Sluit Koppelwijzer en open het opnieuw.',
  },
};
