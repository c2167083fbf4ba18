/** Every English text on screen, typed by the Dutch. */
import { bulk } from './bulk/en';
import { calendar } from './calendar/en';
import { checks } from './checks/en';
import { connection } from './connection/en';
import { errors } from './errors/en';
import { help } from './help/en';
import { program } from './program/en';
import { overview } from './overview/en';
import { record } from './record.en';
import { employees } from './employees/en';
import { employers } from './employers/en';
import { handbooks } from './handbooks/en';
import { newDossier } from './newDossier/en';
import { run } from './run/en';
import { settings } from './settings/en';
import { week } from './week/en';
import type { Words } from './nl';
import { parts } from './parts/en';
import { shell } from './shell/en';
import { answers } from './answers/en';
import { dossier } from './dossier/en';
import { finished } from './finished/en';
import { history } from './history/en';
import { hours } from './hours/en';
import { items } from './items/en';
import { step } from './step/en';

export const en: Words = {
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
