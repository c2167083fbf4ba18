import type { Words } from '../nl';

export const shell: Words['shell'] = {
  name: 'Koppelwijzer',
  home: 'Koppelwijzer, overview',
  skip: 'To the content',
  menu: 'Menu',
  mainMenu: 'Main menu',
  closeMenu: 'Close menu',
  crumbs: 'Breadcrumbs',
  nav: {
    overview: 'Overview',
    employers: 'Employers',
    handbooks: 'Handbooks',
    settings: 'Settings',
    help: 'Help and keyboard shortcuts',
  },
  search: {
    label: 'Search employer, dossier, step or note',
    placeholder: 'Search employer or step',
    busy: 'Searching',
    none: (text) => `Nothing found for “${text}”.`,
    failed: 'Searching does not work now. Try again in a moment.',
    count: (count) => (count === 1 ? '1 found' : `${count} found`),
    groups: {
      employers: 'Employers',
      dossiers: 'Dossiers',
      steps: 'Steps',
      notes: 'Notes',
    },
  },
  strip: {
    practising: 'You are practising.',
    practisingMeans: 'Everything you do goes to the practice Loket, nothing to a real employer.',
    stopPractising: 'Stop practising',
    offline: (lastRead) => `Offline, last read ${lastRead}.`,
    offlineNeverRead: 'Offline, never read yet.',
    offlineMeans: 'You can simply go on. Only checking in Loket is not possible for now.',
    retry: 'Try again',
  },
  notFound: {
    title: 'This page does not exist',
    text: 'The link is wrong, or what it led to has been removed.',
    back: 'To the overview',
  },
};
