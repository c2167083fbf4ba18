import type { Finding, Item } from '../host';

/** The id of an item's control on the page; of its first one, when it has more. */
export function controlId(item: string): string {
  return `item-${item}`;
}

/** The id of one value in rows. */
export function cellId(item: string, row: number, column: string): string {
  return `item-${item}-${row}-${column}`;
}

/** The id of the control that a finding is about. */
export function idOfFinding(finding: Finding): string {
  if (finding.column === null) return controlId(finding.item);
  return cellId(finding.item, finding.row ?? 0, finding.column);
}

/** What stands in an item as columns: of a list, a mapping or a result. */
export function columnsOf(item: Item) {
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
