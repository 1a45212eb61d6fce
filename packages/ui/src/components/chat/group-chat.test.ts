import { describe, expect, it } from 'vitest';
import type { ChatItem } from './chat-item.ts';
import { groupChat, groupWithinMs } from './group-chat.ts';

const start = Date.parse('2025-11-20T10:00:00Z');
const said = (id: string, authorId: string, afterMs: number, rest: object = {}): ChatItem => ({
  kind: 'message',
  id,
  authorId,
  authorName: authorId,
  atMs: start + afterMs,
  text: id,
  ...rest,
});
const shape = (items: ChatItem[], unread?: string) =>
  groupChat(items, unread, 'UTC').map((block) =>
    block.kind === 'group' ? block.messages.map(({ id }) => id).join('+') : block.kind,
  );

describe('grouping messages', () => {
  it('puts what one author says close together under one name', () => {
    expect(
      shape([said('a', 'mei', 0), said('b', 'mei', 1000), said('c', 'jonas', 2000), said('d', 'mei', 3000)]),
    ).toEqual(['a+b', 'c', 'd']);
  });

  it('begins anew after five minutes', () => {
    expect(shape([said('a', 'mei', 0), said('b', 'mei', groupWithinMs)])).toEqual(['a', 'b']);
  });

  it('never mixes what is for everyone with what is for one', () => {
    expect(shape([said('a', 'mei', 0), said('b', 'mei', 1, { direct: 'to-you' })])).toEqual(['a', 'b']);
  });

  it('divides before the first unread message, inside a group too', () => {
    expect(shape([said('a', 'mei', 0), said('b', 'mei', 1)], 'b')).toEqual(['a', 'unread', 'b']);
  });

  it('divides by what happened in the room', () => {
    const mark: ChatItem = { kind: 'system', id: 'rec', atMs: start + 1, text: 'Recording started' };
    expect(shape([said('a', 'mei', 0), mark, said('b', 'mei', 2)])).toEqual(['a', 'system', 'b']);
  });

  it('names days only where there is more than one', () => {
    const nextDay = 24 * 3600 * 1000;
    expect(shape([said('a', 'mei', 0)])).toEqual(['a']);
    expect(shape([said('a', 'mei', 0), said('b', 'mei', nextDay)])).toEqual(['day', 'a', 'day', 'b']);
  });

  it('is nothing for nothing', () => {
    expect(shape([])).toEqual([]);
  });
});
