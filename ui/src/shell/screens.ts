import type { Component } from 'svelte';
import EditEmployer from '../screens/employers/EditEmployer.svelte';
import Employer from '../screens/employers/Employer.svelte';
import Employers from '../screens/employers/Employers.svelte';
import NewEmployer from '../screens/employers/NewEmployer.svelte';
import Handbook from '../screens/handbooks/Handbook.svelte';
import Handbooks from '../screens/handbooks/Handbooks.svelte';
import Help from '../screens/help/Help.svelte';
import Overview from '../screens/overview/Overview.svelte';
import type { RouteName, RouteOf } from './routes';

/** Which screen shows which address. A screen gets its route: `{ route }`, with its parameters. */
type Screens = { [Name in RouteName]: Component<{ route: RouteOf<Name> }> | Component };

export const screens: Partial<Screens> = {
  overview: Overview,
  employers: Employers,
  newEmployer: NewEmployer,
  employer: Employer,
  editEmployer: EditEmployer,
  handbooks: Handbooks,
  handbook: Handbook,
  help: Help,
};
