import type { OpenedDossier } from '../../../dossier/openedDossier.svelte';
import { inLanguage } from '../../../dossier/text';
import type { Fill, MessagePlace, MissingPlace } from '../../../host';
import { hrefTo } from '../../../shell/routes';
import { insideSentence, words } from '../../../words';

/** What a message still misses, as it reads inside a sentence. */
export function nameOfPlace(place: MissingPlace, dossier: OpenedDossier): string {
  if (place.kind === 'fill') return words().items.message.fills[place.fill];
  const item = dossier.find(place.item)?.item;
  return item ? insideSentence(inLanguage(item.label)) : place.item;
}

/** What can be filled in a message, in words. */
export function nameOfTemplatePlace({ name, item }: MessagePlace): string {
  const { fills, own } = words().items.message;
  if (name in fills) return fills[name as Fill];
  if (!item) return own.ofTheApp;
  return name.startsWith('missing:') ? own.missingRights(inLanguage(item)) : inLanguage(item);
}

/** Where it is filled in; undefined on the step where that is. */
export function hrefOfPlace(
  place: MissingPlace,
  dossier: OpenedDossier,
  here: string,
): string | undefined {
  if (place.kind === 'item') {
    const step = dossier.find(place.item)?.step;
    if (!step || step.id === here) return undefined;
    return hrefTo({ name: 'step', id: dossier.id, step: step.id }, { veld: place.item });
  }
  if (place.fill === 'office.name' || place.fill === 'office.email') {
    return hrefTo({ name: 'settings' });
  }
  const employer = dossier.state.employer;
  return employer ? hrefTo({ name: 'editEmployer', id: employer.id }) : undefined;
}
