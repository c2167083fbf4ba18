import { afterEach, expect, test } from 'vitest';
import { formatCount, formatDecimal, formatEuro, formatSigned } from './numbers';
import { setLanguage } from './words.svelte';

afterEach(() => setLanguage('nl'));

test.each([
  ['2914.5', '2.914,50'],
  ['0', '0,00'],
  ['1000000', '1.000.000,00'],
  ['999.999', '999,999'],
  ['-4', '−4,00'],
  ['12345678901234567890.01', '12.345.678.901.234.567.890,01'],
])('%s is written %s', (value, written) => {
  expect(formatDecimal(value)).toBe(written);
});

test('what is not a decimal is shown as it is, never as zero', () => {
  expect(formatDecimal('12,5')).toBe('12,5');
  expect(formatDecimal('')).toBe('');
});

test.each([
  ['68.5', '+68,50'],
  ['-3.25', '−3,25'],
  ['0', '0,00'],
  ['0.00', '0,00'],
])('difference %s is written %s', (value, written) => {
  expect(formatSigned(value)).toBe(written);
});

test('amounts and counts', () => {
  expect(formatEuro('1234.5')).toBe('€ 1.234,50');
  expect(formatCount(12345)).toBe('12.345');
  setLanguage('en');
  expect(formatEuro('1234.5')).toBe('€1,234.50');
  expect(formatCount(12345)).toBe('12,345');
});
