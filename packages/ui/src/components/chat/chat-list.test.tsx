import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { expectAccessible, show } from '../../../tests/render.tsx';
import type { ChatItem } from './chat-item.ts';
import { ChatList } from './chat-list.tsx';

const atMs = Date.parse('2025-11-20T10:15:00Z');
const said = (id: string, text: string, rest: object = {}): ChatItem => ({
  kind: 'message',
  id,
  authorId: 'mei',
  authorName: 'Mei',
  atMs,
  text,
  ...rest,
});

/** The test document has no layout: a list of 1000 px in a frame of 200. */
function layOut(list: HTMLElement, scrollTop: number) {
  Object.defineProperty(list, 'scrollHeight', { value: 1000, configurable: true });
  Object.defineProperty(list, 'clientHeight', { value: 200, configurable: true });
  list.scrollTop = scrollTop;
  fireEvent.scroll(list);
}

describe('ChatList', () => {
  it('is a log with author, time and text', async () => {
    show(<ChatList timeZone="UTC" items={[said('a', 'Hello from Kyoto.')]} />);
    expect(screen.getByRole('log', { name: 'Messages' }).textContent).toContain('Mei10:15Hello from Kyoto.');
    await expectAccessible();
  });

  it('shows markup as what was typed, and links as links that tell nothing of this page', () => {
    const text = '<script>alert(1)</script> <b>x</b> https://example.com/plan';
    const { container } = show(<ChatList items={[said('a', text)]} />);
    expect(container.querySelector('script, b')).toBeNull();
    expect(container.querySelector('p')?.textContent).toBe(text);
    const link = screen.getByRole('link');
    expect(link.getAttribute('href')).toBe('https://example.com/plan');
    expect(link.getAttribute('rel')).toContain('noopener noreferrer');
    expect(link.getAttribute('target')).toBe('_blank');
  });

  it('calls you You, says who a direct message is for, and what did not arrive', () => {
    const items = [
      said('a', 'one', { self: true, state: 'failed', direct: { toName: 'Jonas' } }),
      said('b', 'two', { authorId: 'jonas', authorName: 'Jonas', state: 'deleted' }),
    ];
    show(<ChatList items={items} />);
    expect(screen.getByText('You')).toBeTruthy();
    expect(screen.getByText('Only to Jonas')).toBeTruthy();
    expect(screen.getByText('Not sent. Your text is kept.')).toBeTruthy();
    expect(screen.getByText('This message was deleted.')).toBeTruthy();
    expect(screen.queryByText('two')).toBeNull();
  });

  it('says what happened in the room, with its time', () => {
    show(<ChatList timeZone="UTC" items={[{ kind: 'system', id: 's', atMs, text: 'Recording started' }]} />);
    expect(screen.getByText('Recording started, 10:15')).toBeTruthy();
  });

  it('offers actions for messages that have arrived', () => {
    const items = [said('a', 'one'), said('b', 'two', { state: 'sending', authorId: 'me' })];
    show(<ChatList items={items} actionsFor={({ id }) => <button type="button">Delete {id}</button>} />);
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Delete a']);
  });

  it('stays at the newest while the reader is there', () => {
    const { rerender } = show(<ChatList items={[said('a', 'one')]} />);
    const list = screen.getByRole('log');
    layOut(list, 790);
    rerender(<ChatList items={[said('a', 'one'), said('b', 'two')]} />);
    expect(list.scrollTop).toBe(1000);
  });

  it('leaves the reader alone further up, counts what is new, and goes there on request', async () => {
    const onSeen = vi.fn();
    const { rerender, user } = show(<ChatList items={[said('a', 'one')]} onSeen={onSeen} />);
    expect(onSeen).toHaveBeenCalledTimes(1);
    const list = screen.getByRole('log');
    layOut(list, 100);
    rerender(<ChatList items={[said('a', 'one'), said('b', 'two')]} unreadFromId="b" onSeen={onSeen} />);
    expect(list.scrollTop).toBe(100);
    expect(onSeen).toHaveBeenCalledTimes(1);
    await user.click(screen.getByRole('button', { name: '1 new message' }));
    expect(list.scrollTop).toBe(1000);
    expect(onSeen).toHaveBeenCalledTimes(2);
  });

  it('says what to do while there is nothing', () => {
    show(<ChatList items={[]} />);
    expect(screen.getByText('No messages yet.')).toBeTruthy();
  });
});
