/** The English words for what stands in the records. */
import en from '../../../src-tauri/crates/domain/words/en.json';
import type { RecordWords, WithoutSpare } from './record';

const english: WithoutSpare<typeof en> = en;

export const record: RecordWords = english;
