import { inLanguage } from '../../dossier/text';
import type { OperationState, Permitted } from '../../host';
import { words } from '../../words';

/** How many may be called, may not, and are unknown. */
export function counted(operations: readonly OperationState[]): [number, number, number] {
  const of = (kind: Permitted['kind']) => operations.filter(({ may }) => may.kind === kind).length;
  return [of('yes'), of('no'), of('unknown')];
}

/** What would give an operation that may not be called: a right, a product, or Loket's own link. */
export function missing(may: Permitted): string {
  if (may.kind !== 'no') return '';
  const w = words().connection.permissions;
  const said = [
    may.rights.length > 0 ? w.rights(may.rights.join(w.or)) : '',
    may.products.length > 0 ? w.products(may.products.join(w.or)) : '',
  ].filter((text) => text !== '');
  return said.length === 0 ? w.notLinked : said.join(' ');
}

/** The whole list as plain text, to send to Loket: reading apart from doing, one operation a line. */
export function asText(operations: readonly OperationState[]): string {
  const w = words().connection.permissions;
  const part = (title: string, writes: boolean) => {
    const lines = operations.filter((one) => one.writes === writes).map(line);
    return lines.length === 0 ? [] : [`${title}:`, ...lines, ''];
  };
  return [w.title, '', ...part(w.reads, false), ...part(w.writes, true)].join('\n').trimEnd();
}

function line({ activity, purpose, may }: OperationState): string {
  const w = words().connection.permissions;
  const base = `- ${activity}: ${inLanguage(purpose)}`;
  if (may.kind === 'unknown') return base;
  return [`${base} (${w.may} ${w[may.kind]})`, missing(may)]
    .filter((text) => text !== '')
    .join(' ');
}
