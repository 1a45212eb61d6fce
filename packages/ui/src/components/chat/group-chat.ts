import { dayOf } from '../../text/format-time.ts';
import type { ChatItem, ChatMessageItem, ChatSystemItem } from './chat-item.ts';

/** What the list draws, from top to bottom. */
export type ChatBlock =
  | { kind: 'day'; id: string; atMs: number }
  | { kind: 'unread'; id: string }
  | { kind: 'system'; id: string; item: ChatSystemItem }
  | { kind: 'group'; id: string; messages: [ChatMessageItem, ...ChatMessageItem[]] };

/** Messages of one author closer than this stand under one name. */
export const groupWithinMs = 5 * 60 * 1000;

/**
 * Groups a history for reading: a divider where the day changes (not before the first message of one day alone), one
 * before the first unread message, one name for messages that follow each other.
 */
export function groupChat(
  items: readonly ChatItem[],
  unreadFromId?: string | null,
  timeZone?: string,
): ChatBlock[] {
  const blocks: ChatBlock[] = [];
  const manyDays = new Set(items.map((item) => dayOf(item.atMs, timeZone))).size > 1;
  let day: string | undefined;
  for (const item of items) {
    const itemDay = dayOf(item.atMs, timeZone);
    if (manyDays && itemDay !== day) blocks.push({ kind: 'day', id: `day-${itemDay}`, atMs: item.atMs });
    day = itemDay;
    if (item.id === unreadFromId) blocks.push({ kind: 'unread', id: 'unread' });
    if (item.kind === 'system') blocks.push({ kind: 'system', id: item.id, item });
    else append(blocks, item);
  }
  return blocks;
}

function append(blocks: ChatBlock[], message: ChatMessageItem): void {
  const last = blocks.at(-1);
  const before = last?.kind === 'group' ? last.messages.at(-1) : undefined;
  if (last?.kind === 'group' && before && belongTogether(before, message)) last.messages.push(message);
  else blocks.push({ kind: 'group', id: message.id, messages: [message] });
}

function belongTogether(before: ChatMessageItem, next: ChatMessageItem): boolean {
  return (
    before.authorId === next.authorId &&
    next.atMs - before.atMs < groupWithinMs &&
    JSON.stringify(before.direct) === JSON.stringify(next.direct)
  );
}
