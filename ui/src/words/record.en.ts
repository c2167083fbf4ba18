/** The English words for what stands in the records. */
import en from '../../../src-tauri/crates/domain/words/en.json';
import type { RecordWords } from './record';

export const record: RecordWords = en;
