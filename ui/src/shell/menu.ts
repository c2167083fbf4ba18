import type { IconName } from '../parts/icons';
import type { Words } from '../words';
import type { Route, RouteName } from './routes';

/** One line of the menu: where it goes, and which screens belong to it. */
export interface MenuLine {
  word: keyof Words['shell']['nav'];
  icon: IconName;
  route: Route;
  covers: readonly RouteName[];
}

/** The work. */
export const mainMenu: readonly MenuLine[] = [
  {
    word: 'overview',
    icon: 'board',
    route: { name: 'overview' },
    covers: [
      'overview',
      'newDossier',
      'dossier',
      'step',
      'allSteps',
      'answers',
      'finished',
      'history',
    ],
  },
  {
    word: 'employers',
    icon: 'employers',
    route: { name: 'employers' },
    covers: ['employers', 'newEmployer', 'employer', 'editEmployer', 'timeline', 'employees'],
  },
  { word: 'hours', icon: 'clock', route: { name: 'hours' }, covers: ['hours', 'hoursRun'] },
  {
    word: 'handbooks',
    icon: 'books',
    route: { name: 'handbooks' },
    covers: ['handbooks', 'handbook'],
  },
];

/** The program itself. */
export const secondMenu: readonly MenuLine[] = [
  { word: 'connection', icon: 'plug', route: { name: 'connection' }, covers: ['connection'] },
  { word: 'settings', icon: 'settings', route: { name: 'settings' }, covers: ['settings'] },
  { word: 'help', icon: 'help', route: { name: 'help' }, covers: ['help'] },
];
