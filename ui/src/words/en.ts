/** Every English text on screen, typed by the Dutch. */
import { calendar } from './calendar/en';
import { errors } from './errors/en';
import { help } from './help/en';
import { program } from './program/en';
import { overview } from './overview/en';
import { employers } from './employers/en';
import { handbooks } from './handbooks/en';
import type { Words } from './nl';
import { parts } from './parts/en';
import { shell } from './shell/en';

export const en: Words = { calendar, errors, help, parts, shell, program, overview, employers, handbooks };
