import { inLanguage } from '../../dossier/text';
import type { BoardRow, ItemId, OpenDossier, ReadyMessage } from '../../host';
import { officeName } from '../../shell/find';
import { words } from '../../words';
import { nameOf } from './rows';

/** A dossier that was opened for its messages. */
export interface Opened {
  row: BoardRow;
  opened: OpenDossier;
}

/** A message of a handbook. */
export interface MessageChoice {
  id: ItemId;
  label: string;
  /** In how many dossiers it is asked and was not sent. */
  count: number;
}

/** A message in one dossier: ready, or why it is not. */
export interface DossierMessage {
  row: BoardRow;
  name: string;
  ready?: ReadyMessage | undefined;
  /** Why it is not offered. */
  why?: string | undefined;
}

function itemsOf({ handbook }: OpenDossier) {
  return handbook.steps.flatMap(({ items }) => items ?? []);
}

function isOpen({ opened }: Opened, item: ItemId): boolean {
  const state = opened.state.items[item];
  return state?.applies === true && state.answer === null && opened.state.signed_off === null;
}

/** The messages in these dossiers, the one that is open in most of them first. */
export function messagesIn(all: readonly Opened[]): MessageChoice[] {
  const found = new Map<ItemId, MessageChoice>();
  for (const one of all) {
    for (const { id, label, ask } of itemsOf(one.opened)) {
      if (ask.kind !== 'message') continue;
      const choice = found.get(id) ?? { id, label: inLanguage(label), count: 0 };
      if (isOpen(one, id)) choice.count += 1;
      found.set(id, choice);
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/** One message in each of these dossiers. One with a hole in it is not offered. */
export function messageIn(all: readonly Opened[], item: ItemId): DossierMessage[] {
  const w = words().bulk.mail;
  return all.map(({ row, opened }) => {
    const state = opened.state.items[item];
    const base = { row, name: nameOf(row, officeName()) };
    if (!state?.message || !state.applies || opened.state.signed_off !== null) {
      return { ...base, why: w.notAsked };
    }
    if (state.answer?.kind === 'sent') return { ...base, why: w.sent };
    return state.message.missing.length > 0
      ? { ...base, why: w.blank }
      : { ...base, ready: state.message };
  });
}

/** The addresses of messages, each once, as a mail program takes them. */
export function addressesOf(messages: readonly DossierMessage[]): string[] {
  const all = messages.map(({ ready }) => ready?.to.trim() ?? '').filter((to) => to !== '');
  return [...new Set(all)];
}

/** A message as text to paste. */
export function textOf({ to, subject, body }: ReadyMessage): string {
  const w = words().items.message;
  const heads = [to === '' ? '' : `${w.to}: ${to}`, `${w.subject}: ${subject}`];
  return `${heads.filter((head) => head !== '').join('\n')}\n\n${body.trim()}`;
}
