/**
 * The words for what stands in the records. The program reads the same file for reports, tables and the calendar, so
 * that screen and paper say the same.
 */
import type { AccessBlock, Happening, StepStatus, VerdictOutcome } from '../host';
import nl from '../../../src-tauri/crates/domain/words/nl.json';

interface Covered {
  happenings: Record<Happening, string>;
  statuses: Record<StepStatus['kind'], string>;
  outcomes: Record<VerdictOutcome['kind'], string>;
  bars: Record<AccessBlock, string>;
}

/** Dutch. Anything that can happen and has no words is a type error. */
export const record = nl satisfies Covered;

/** The shape of the words: English is typed by it. */
export type RecordWords = typeof record;

/** Fills the places of a text, as `{item}`. After a value that ends a sentence no colon follows. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}(:?)/g, (_, place: string, colon: string) => {
    const value = values[place] ?? '';
    return /[.?!]$/.test(value) ? value : value + colon;
  });
}
