/**
 * Every Dutch text on screen. Dutch is the source: its shape is what English has to fill.
 * Texts stand by area, each area a folder with nl.ts and en.ts beside each other.
 */
import { bulk } from './bulk/nl';
import { calendar } from './calendar/nl';
import { checks } from './checks/nl';
import { connection } from './connection/nl';
import { errors } from './errors/nl';
import { help } from './help/nl';
import { parts } from './parts/nl';
import { shell } from './shell/nl';
import { program } from './program/nl';
import { overview } from './overview/nl';
import { record } from './record';
import { employees } from './employees/nl';
import { employers } from './employers/nl';
import { handbooks } from './handbooks/nl';
import { answers } from './answers/nl';
import { dossier } from './dossier/nl';
import { finished } from './finished/nl';
import { history } from './history/nl';
import { hours } from './hours/nl';
import { items } from './items/nl';
import { step } from './step/nl';
import { newDossier } from './newDossier/nl';
import { run } from './run/nl';
import { settings } from './settings/nl';
import { week } from './week/nl';

export const nl = {
  bulk,
  calendar,
  checks,
  connection,
  errors,
  help,
  parts,
  shell,
  program,
  overview,
  record,
  employees,
  employers,
  handbooks,
  answers,
  dossier,
  finished,
  history,
  hours,
  items,
  step,
  newDossier,
  run,
  settings,
  week,
};

/** The shape of all words. English is typed by it, so a missing or extra key does not type-check. */
export type Words = typeof nl;
