import { expect, test } from 'vitest';
import { initialsOf } from './initials';

test.each([
  ['Noor Vermeer', 'NV'],
  ['  jan van den berg ', 'JVDB'],
  ["Anne-Fleur d'Hont", 'AFD'],
  ['Ünal 2 Şahin', 'ÜŞ'],
  ['', ''],
])('the initials of %j are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
