import { words } from './words.svelte';

/**
 * Money and hours arrive as decimal strings (`2914.5`) and stay text: a float would change cents.
 * Nothing is rounded; decimals are only added, up to `decimals`, so no figure hides a part of itself.
 */
export function formatDecimal(value: string, decimals = 2): string {
  const found = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!found) return value;
  const [, sign = '', whole = '', fraction = ''] = found;
  const { decimal, thousands } = words().calendar;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  const padded = fraction.padEnd(decimals, '0');
  const figure = padded === '' ? grouped : grouped + decimal + padded;
  return sign === '-' ? `−${figure}` : figure;
}

/** A difference, always with its sign: `+68,50`, `−3,25`. Zero has none. */
export function formatSigned(value: string, decimals = 2): string {
  const figure = formatDecimal(value, decimals);
  return /^[+-]?0*\.?0*$/.test(value) || figure.startsWith('−') ? figure : `+${figure}`;
}

/** An amount in euros: `€ 1.234,50`. */
export function formatEuro(value: string): string {
  return words().calendar.euro(formatDecimal(value, 2));
}

/** A count: `12.345`. */
export function formatCount(value: number): string {
  return formatDecimal(String(Math.trunc(value)), 0);
}
