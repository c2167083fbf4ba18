import { host, type HoursRunId } from '../../host';
import { DraftStore } from '../../saving/draftStore';

/** What was typed with a run and not saved. What cannot be opened now is left out. */
export async function draftsOf(run: HoursRunId): Promise<DraftStore> {
  const answer = await host.hoursDrafts(run);
  const stored = answer.status === 'ok' ? answer.data : {};
  return new DraftStore(null, stored, (place, text) => host.keepHoursDraft(run, place, text));
}
