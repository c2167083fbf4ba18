import { describe, expect, test } from 'vitest';
import { completedDay, dayInField, daysAfter, monthsAfter, readDay, today, weeksOf } from './days';

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

  test.each(['31-11-2026', '29-2-2026', '24-13-2026', 'morgen', '', '31-11', '24-13'])(
    '%s does not exist',
    (typed) => {
      expect(readDay(typed)).toBeUndefined();
    },
  );

  test.each([
    ['15-12', '2026-12-15'],
    ['1/11', '2026-11-01'],
    ['15-1', '2027-01-15'],
  ])('%s without its year is the nearest: %s', (typed, day) => {
    expect(readDay(typed, '2026-11-30')).toBe(day);
  });

  test('without its year in January is in the year before', () => {
    expect(readDay('28-12', '2027-01-04')).toBe('2026-12-28');
  });

  test('gets its year when it is left, and is left alone when it is none', () => {
    expect(completedDay('4/3/26')).toBe('04-03-2026');
    expect(completedDay('morgen')).toBe('morgen');
  });

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

test('a month is in weeks from Monday', () => {
  const weeks = weeksOf('2026-11');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual([...Array<undefined>(6).fill(undefined), '2026-11-01']);
  expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
});

test('months later is the last day where the month is shorter', () => {
  expect(monthsAfter('2026-12-31', 2)).toBe('2027-02-28');
  expect(monthsAfter('2026-01-15', -1)).toBe('2025-12-15');
});
