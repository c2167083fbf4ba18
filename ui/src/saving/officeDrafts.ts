import { DraftStore } from './draftStore';

/** What is typed in the settings and not saved yet. Set when the program starts. */
let drafts = new DraftStore(null, {});

/** The drafts of the settings. */
export function officeDrafts(): DraftStore {
  return drafts;
}

/** Takes over what was stored, when the program starts. */
export function startOfficeDrafts(stored: Readonly<Record<string, string>>): void {
  drafts = new DraftStore(null, stored);
}
