import type { ChatMessage, Participant } from '@cloudmeet/contracts';
import type { ChatItem, ChatMessageItem, Translate } from '@cloudmeet/ui';
import type { Mark } from '../../page/moments-slice.ts';

/** What is needed to show a history to one person. */
export interface ChatHistory {
  messages: readonly ChatMessage[];
  marks: readonly Mark[];
  myId: string | null;
  participants: Readonly<Record<string, Participant>>;
}

/** Messages and what happened between them, oldest first. */
export function chatItems(history: ChatHistory, t: Translate): ChatItem[] {
  const messages = history.messages.map((message) => messageItem(message, history));
  const marks = history.marks.map(({ id, atMs, kind, name }): ChatItem => ({
    kind: 'system',
    id,
    atMs,
    text: t(`marks.${kind}`, { name: name ?? '' }),
  }));
  return [...messages, ...marks].sort((a, b) => a.atMs - b.atMs);
}

function messageItem(message: ChatMessage, { myId, participants }: ChatHistory): ChatMessageItem {
  const author = participants[message.from];
  return {
    kind: 'message',
    id: message.id,
    authorId: author?.userId ?? message.from,
    authorName: message.fromName,
    authorAvatarUrl: author?.avatarUrl,
    self: message.from === myId,
    atMs: Date.parse(message.at),
    text: message.text,
    direct: directOf(message, myId, participants),
  };
}

function directOf(
  { to }: ChatMessage,
  myId: string | null,
  participants: ChatHistory['participants'],
): ChatMessageItem['direct'] {
  if (to === undefined) return undefined;
  return to === myId ? 'to-you' : { toName: participants[to]?.name ?? '' };
}
