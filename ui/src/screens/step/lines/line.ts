import type { Ask, Item, StepId } from '../../../host';

/** What an item asks, by its kind. */
export type AskOf<Kind extends Ask['kind']> = Extract<Ask, { kind: Kind }>;

/** The props of every line component. */
export interface LineProps<Kind extends Ask['kind']> {
  /** Id of its step. */
  step: StepId;
  item: Item;
  ask: AskOf<Kind>;
  /** The error of a control, by its id; only after Doorgaan. */
  errorOf: (id: string) => string | undefined;
}
