import type { Component } from 'svelte';
import Connection from '../screens/connection/Connection.svelte';
import EditEmployer from '../screens/employers/EditEmployer.svelte';
import Employer from '../screens/employers/Employer.svelte';
import Employers from '../screens/employers/Employers.svelte';
import NewEmployer from '../screens/employers/NewEmployer.svelte';
import Handbook from '../screens/handbooks/Handbook.svelte';
import Handbooks from '../screens/handbooks/Handbooks.svelte';
import Help from '../screens/help/Help.svelte';
import NewDossier from '../screens/newDossier/NewDossier.svelte';
import Overview from '../screens/overview/Overview.svelte';
import Settings from '../screens/settings/Settings.svelte';
import AllSteps from '../screens/allSteps/AllSteps.svelte';
import Answers from '../screens/answers/Answers.svelte';
import Dossier from '../screens/dossier/Dossier.svelte';
import Finished from '../screens/finished/Finished.svelte';
import History from '../screens/history/History.svelte';
import Step from '../screens/step/Step.svelte';
import type { RouteName, RouteOf } from './routes';

/** Which screen shows which address. A screen gets its route: `{ route }`, with its parameters. */
type Screens = { [Name in RouteName]: Component<{ route: RouteOf<Name> }> | Component };

export const screens: Partial<Screens> = {
  overview: Overview,
  employers: Employers,
  newEmployer: NewEmployer,
  employer: Employer,
  editEmployer: EditEmployer,
  newDossier: NewDossier,
  handbooks: Handbooks,
  handbook: Handbook,
  connection: Connection,
  settings: Settings,
  dossier: Dossier,
  step: Step,
  allSteps: AllSteps,
  answers: Answers,
  finished: Finished,
  history: History,
  help: Help,
};
