import { afterEach, describe, expect, test } from 'vitest';
import {
  formatDay,
  formatDayShort,
  formatDaysSince,
  formatPartOfDate,
  formatDue,
  formatMoment,
  formatRecent,
  formatTime,
  formatToday,
} from './dates';
import { setLanguage } from './words.svelte';

const now = new Date('2026-11-20T13:05:00Z');

afterEach(() => setLanguage('nl'));

describe('moments are UTC inside and Dutch on screen', () => {
  test('winter time is an hour ahead of UTC', () => {
    expect(formatTime('2026-11-20T13:02:00Z')).toBe('14.02');
  });

  test('summer time is two hours ahead', () => {
    expect(formatTime('2026-07-01T07:09:00Z')).toBe('9.09');
  });

  test('the hour the clock goes back is told apart by nothing but its UTC', () => {
    expect(formatTime('2026-10-25T00:30:00Z')).toBe('2.30');
    expect(formatTime('2026-10-25T01:30:00Z')).toBe('2.30');
  });

  test('midnight is 0.00, not 24.00', () => {
    expect(formatTime('2026-11-20T23:00:00Z')).toBe('0.00');
  });

  test('just before midnight UTC it is already the next Dutch day', () => {
    expect(formatMoment('2026-11-19T23:30:00Z', now)).toBe('20 november 0.30');
  });
});

describe('days and moments in words', () => {
  test('a moment in full', () => {
    expect(formatMoment('2026-11-20T13:02:00Z', now)).toBe('20 november 14.02');
  });

  test('a moment near to the reader', () => {
    expect(formatRecent('2026-11-20T13:02:00Z', now)).toBe('vandaag 14.02');
    expect(formatRecent('2026-11-18T15:10:00Z', now)).toBe('18 november 16.10');
  });

  test('another year is named', () => {
    expect(formatDay('2025-01-03', now)).toBe('3 januari 2025');
    expect(formatDayShort('2027-03-01', now)).toBe('1 mrt 2027');
  });

  test('a date of which the day or the month is missing', () => {
    expect(formatPartOfDate('2016-08-25')).toBe('25 augustus 2016');
    expect(formatPartOfDate('2016-08')).toBe('augustus 2016');
    expect(formatPartOfDate('2016')).toBe('2016');
  });

  test('a plain date is that day in every time zone', () => {
    expect(formatDay('2026-11-24', now)).toBe('24 november');
  });

  test('today as the head of a page', () => {
    expect(formatToday(now)).toBe('Vrijdag 20 november 2026');
  });

  test('how long it has been', () => {
    expect(formatDaysSince('2026-11-18', now)).toBe('2 dagen');
    expect(formatDaysSince('2026-11-19', now)).toBe('1 dag');
    expect(formatDaysSince('2026-11-25', now)).toBe('0 dagen');
  });
});

describe('a target date', () => {
  test('is late from the day after', () => {
    expect(formatDue('2026-11-19', now)).toEqual({ text: '19 nov, te laat', late: true });
  });

  test('is not late on the day itself', () => {
    expect(formatDue('2026-11-20', now)).toEqual({ text: 'vandaag', late: false });
  });

  test('ahead is just the day', () => {
    expect(formatDue('2026-12-01', now)).toEqual({ text: '1 dec', late: false });
  });
});

test('English writes the same moment its own way', () => {
  setLanguage('en');
  expect(formatMoment('2026-11-20T13:02:00Z', now)).toBe('20 November 14:02');
  expect(formatDue('2026-11-19', now).text).toBe('19 Nov, overdue');
  expect(formatToday(now)).toBe('Friday 20 November 2026');
});
