import { describe, expect, test } from 'vitest';
import { dayInField, daysAfter, readDay, today } from './days';

describe('a typed day', () => {
  test.each([
    ['24-11-2026', '2026-11-24'],
    [' 4/3/2026 ', '2026-03-04'],
    ['4.3.26', '2026-03-04'],
    ['2026-11-24', '2026-11-24'],
    ['29-2-2028', '2028-02-29'],
  ])('%s is %s', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });

  test.each(['31-11-2026', '29-2-2026', '24-13-2026', 'morgen', '', '24-11'])(
    '%s does not exist',
    (typed) => {
      expect(readDay(typed)).toBeUndefined();
    },
  );

  test('stands in a field as it is written here; what is no day stays as it was typed', () => {
    expect(dayInField('2026-11-24')).toBe('24-11-2026');
    expect(dayInField('morgen')).toBe('morgen');
  });
});

test('the day it is, is the Dutch one', () => {
  expect(today(new Date('2026-11-19T23:30:00Z'))).toBe('2026-11-20');
});

test('days later goes over the end of a month and the change of the clock', () => {
  expect(daysAfter('2026-02-26', 5)).toBe('2026-03-03');
  expect(daysAfter('2026-10-24', 2)).toBe('2026-10-26');
});
