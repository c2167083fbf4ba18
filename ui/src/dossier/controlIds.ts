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

/** The id of the control of one value of a result. The first has the id of the item as a whole. */
export function cellId(item: Item, column: string): string {
  const first = columnsOf(item)[0]?.id === column;
  return first ? controlId(item.id) : `item-${item.id}-0-${column}`;
}

/** The id of the place of one cell of a list or a mapping, by the key of its row. */
export function anchorId(item: Item, key: number, column: string): string {
  return `item-${item.id}-${key}-${column}`;
}

/** The id of what a finding is about. `keys` are those of the rows, in the order in which they are saved. */
export function idOfFinding(
  finding: Finding,
  item: Item | undefined,
  keys: readonly number[],
): string {
  if (finding.column === null || !item) return controlId(finding.item);
  if (item.ask.kind === 'result') return cellId(item, finding.column);
  const row = finding.row ?? 0;
  return anchorId(item, keys[row] ?? row, finding.column);
}
