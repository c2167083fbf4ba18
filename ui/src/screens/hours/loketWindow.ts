/** The words of Loket's own window for uploading, which are the same in every language here. */

/** The menu path in the new Loket, and in the old. */
export const menuPath = ['Administratie kiezen', 'Collectieve mutaties'] as const;
export const oldMenuPath = ['Administratie', 'Collectieve mutaties'] as const;

export const fileType = 'CSV';
export const overwrite = 'Overschrijven';

/** Verdelingseenheid: yes only with that column in the file. */
export const yesOrNo = (yes: boolean) => (yes ? 'Ja' : 'Nee');
