import type { Column, Finding, Item } from '../host';

/** The id of an item's control on the page; of its first control when it has several. */
export function controlId(item: string): string {
  return `item-${item}`;
}

/** The columns of an item: of a list, a mapping or a result. */
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

/** The id of the control of one cell. The first cell has the id of the item as a whole. */
export function cellId(item: Item, row: number, column: string): string {
  const first = row === 0 && columnsOf(item)[0]?.id === column;
  return first ? controlId(item.id) : `item-${item.id}-${row}-${column}`;
}

/** The id of the control that a finding is about. */
export function idOfFinding(finding: Finding, item: Item | undefined): string {
  if (finding.column === null || !item) return controlId(finding.item);
  return cellId(item, finding.row ?? 0, finding.column);
}
