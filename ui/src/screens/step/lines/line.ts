import type { Ask, Item } from '../../../host';

/** What an item asks, by its kind. */
export type AskOf<Kind extends Ask['kind']> = Extract<Ask, { kind: Kind }>;

/** What each line of a step gets. */
export interface LineProps<Kind extends Ask['kind']> {
  /** Id of the step it stands in. */
  step: string;
  item: Item;
  ask: AskOf<Kind>;
  /** The words beside a control, by its id; after Doorgaan only. */
  errorOf: (id: string) => string | undefined;
}
