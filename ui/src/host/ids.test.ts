import { expectTypeOf, test } from 'vitest';
import type {
  DossierId,
  EmployerId,
  EventId,
  FileRequest,
  HandbookId,
  ItemId,
  LoketChangeId,
  StepId,
  Summary,
} from '.';

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
});

test('what stands in an address goes for the id that is meant', () => {
  expectTypeOf<string>().toExtend<DossierId>();
  expectTypeOf<DossierId>().toExtend<string>();
});
