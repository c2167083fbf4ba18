import type { Component } from 'svelte';
import Overview from '../screens/overview/Overview.svelte';
import type { RouteName, RouteOf } from './routes';

/** The component of a route. It gets the prop `{ route }`, with its parameters. */
type Screen<Name extends RouteName> = Component<{ route: RouteOf<Name> }> | Component;
type Fetch<Name extends RouteName> = () => Promise<{ default: Screen<Name> }>;

/** The screens by route. Each is loaded on first navigation. */
const fetches: { [Name in Exclude<RouteName, 'overview'>]: Fetch<Name> } = {
  employers: () => import('../screens/employers/Employers.svelte'),
  newEmployer: () => import('../screens/employers/NewEmployer.svelte'),
  employer: () => import('../screens/employers/Employer.svelte'),
  editEmployer: () => import('../screens/employers/EditEmployer.svelte'),
  timeline: () => import('../screens/employers/Timeline.svelte'),
  employees: () => import('../screens/employees/Employees.svelte'),
  newDossier: () => import('../screens/newDossier/NewDossier.svelte'),
  hours: () => import('../screens/hours/Hours.svelte'),
  hoursRun: () => import('../screens/hours/HoursRun.svelte'),
  handbooks: () => import('../screens/handbooks/Handbooks.svelte'),
  handbook: () => import('../screens/handbooks/Handbook.svelte'),
  connection: () => import('../screens/connection/Connection.svelte'),
  settings: () => import('../screens/settings/Settings.svelte'),
  dossier: () => import('../screens/dossier/Dossier.svelte'),
  step: () => import('../screens/step/Step.svelte'),
  allSteps: () => import('../screens/allSteps/AllSteps.svelte'),
  answers: () => import('../screens/answers/Answers.svelte'),
  finished: () => import('../screens/finished/Finished.svelte'),
  history: () => import('../screens/history/History.svelte'),
  help: () => import('../screens/help/Help.svelte'),
};

/** The loaded screens. The first one is bundled with the program. */
const here: { [Name in RouteName]?: Screen<Name> } = { overview: Overview };

/** The screen of a route. Undefined while it is not loaded. */
export function screenOf(name: RouteName): (typeof here)[RouteName] {
  return here[name];
}

async function fetched(name: keyof typeof fetches): Promise<void> {
  try {
    Object.assign(here, { [name]: (await fetches[name]()).default });
  } catch {
    // It stays unloaded, and the frame shows that.
  }
}

/** Loads the screen of a route; returns undefined when it is loaded already. Never rejects. */
export function fetchScreen(name: RouteName): Promise<void> | undefined {
  return name === 'overview' || here[name] ? undefined : fetched(name);
}
