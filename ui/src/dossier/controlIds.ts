import type { Column, Finding, Item } from '../host';

/** The id of an item's control on the page; of its first one, when it has more. */
export function controlId(item: string): string {
  return `item-${item}`;
}

/** What stands in an item as columns: of a list, a mapping or a result. */
export function columnsOf(item: Item): readonly Column[] {
  switch (item.ask.kind) {
    case 'list':
      return item.ask.columns;
    case 'mapping':
      return [item.ask.from, item.ask.to];
    case 'result':
      return item.ask.fields;
    default:
      return [];
  }
}

/** The id of one value in rows. The first one stands for the item as a whole. */
export function cellId(item: Item, row: number, column: string): string {
  const first = row === 0 && columnsOf(item)[0]?.id === column;
  return first ? controlId(item.id) : `item-${item.id}-${row}-${column}`;
}

/** The id of the control that a finding is about. */
export function idOfFinding(finding: Finding, item: Item | undefined): string {
  if (finding.column === null || !item) return controlId(finding.item);
  return cellId(item, finding.row ?? 0, finding.column);
}
