import { expectTypeOf, test } from 'vitest';
import { host, type DossierId, type EmployerId, type EventId, type FileRequest } from '.';
import type { HandbookId, ItemId, LoketChangeId, StepId, Summary } from '.';

declare const dossier: DossierId;
declare const step: StepId;

test('an id does not go for one of another kind', () => {
  expectTypeOf<DossierId>().not.toExtend<EmployerId>();
  expectTypeOf<EmployerId>().not.toExtend<DossierId>();
  expectTypeOf<StepId>().not.toExtend<ItemId>();
  expectTypeOf<ItemId>().not.toExtend<StepId>();
  expectTypeOf<HandbookId>().not.toExtend<StepId>();
  expectTypeOf<EventId>().not.toExtend<LoketChangeId>();
  expectTypeOf<LoketChangeId>().not.toExtend<EventId>();
  expectTypeOf<Summary['employer']>().not.toExtend<DossierId | null>();
  const form = (id: DossierId, item: ItemId): FileRequest => ({ kind: 'form', dossier: id, item });
  expectTypeOf(form).parameter(0).toEqualTypeOf<DossierId>();
  // @ts-expect-error -- a step is no item
  expectTypeOf(() => form(dossier, step)).toBeFunction();
  // @ts-expect-error -- a step is no dossier
  expectTypeOf(() => host.openDossier(step)).toBeFunction();
});

test('a text goes for no id, and an id for a text', () => {
  expectTypeOf<string>().not.toExtend<DossierId>();
  expectTypeOf<string>().not.toExtend<EmployerId>();
  expectTypeOf<string>().not.toExtend<EventId>();
  expectTypeOf<string>().not.toExtend<LoketChangeId>();
  expectTypeOf<string>().not.toExtend<HandbookId>();
  expectTypeOf<string>().not.toExtend<StepId>();
  expectTypeOf<string>().not.toExtend<ItemId>();
  expectTypeOf<DossierId>().toExtend<string>();
  // @ts-expect-error -- a text is no dossier
  expectTypeOf(() => host.openDossier('d1')).toBeFunction();
});
