import type { HistoryLine } from '../host';
import { words } from '../words';
import { inLanguage } from './text';

/** An event as a line of the history. */
export function describeEvent(line: HistoryLine): string {
  const w = words().history.what;
  const step = line.step ? inLanguage(line.step) : '';
  const item = line.item ? inLanguage(line.item) : '';
  const value = line.value ? inLanguage(line.value) : '';
  switch (line.what) {
    case 'started':
    case 'signedOff':
    case 'countersigned':
    case 'reopened':
    case 'imported':
      return w[line.what];
    case 'answered':
      return value === '' ? w.recorded(item) : withValue(item, value);
    case 'cleared':
    case 'secretKept':
    case 'secretForgotten':
    case 'checkMet':
    case 'checkFailed':
    case 'checkUnexpected':
    case 'checkUnknown':
      return w[line.what](item);
    case 'wentOn':
    case 'changeStarted':
    case 'changeFailed':
    case 'changePartly':
    case 'changeUncertain':
      return w[line.what](item, value);
    case 'userMade':
    case 'rightsSet':
    case 'productsSwitched':
      return w[line.what](value);
    case 'stepCompleted':
    case 'stepReopened':
      return w[line.what](step);
    case 'stepSetAside':
    case 'waitStarted':
    case 'waitEnded':
      return w[line.what](step, value);
    case 'fileMade':
    case 'noteAdded':
    case 'handbookMoved':
      return w[line.what](value);
    case 'dueSet':
      return value === '' ? w.dueTaken : w.dueSet(value);
    case 'undone':
      return w.undone(item === '' ? step : item);
  }
}

/** The answer to a question follows after a space, the value of a name after a colon. */
function withValue(label: string, value: string): string {
  return /[.?!]$/.test(label) ? `${label} ${value}` : `${label}: ${value}`;
}
