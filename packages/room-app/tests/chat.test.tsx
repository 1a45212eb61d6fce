import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CloudMeetError, defaultPolicies } from '@cloudmeet/contracts';
import type { Role } from '@cloudmeet/contracts';
import { inRoom, me, message, person } from './fake-room/people.ts';
import { openPage } from './support/open-page.tsx';
import type { PageWish } from './support/open-page.tsx';

const as = (role: Role) => person(me.name, { role });
const jonas = person('Jonas Weber');
const chat = [message('Jonas Weber', '10:03', 'Hi Sofia', { seq: 11, from: jonas.id })];

async function openChat(wish: PageWish) {
  const opened = await openPage({ ...wish, view: { panel: 'chat', ...wish.view } });
  await screen.findByRole('log', { name: 'Messages' });
  return opened;
}
const field = () => screen.getByRole('textbox', { name: /^Message / });

describe('writing', () => {
  it('sends by Enter, to everyone, and empties the field', async () => {
    const { user, room } = await openChat({ state: inRoom([jonas], { chat }) });
    await user.type(field(), 'Hello there{Enter}');
    expect(room.calls).toEqual([{ name: 'sendChat', args: ['Hello there', undefined] }]);
    expect(field()).toHaveProperty('value', '');
  });

  it('keeps what was written when it could not be sent, and says so', async () => {
    const { user } = await openChat({
      state: inRoom([jonas], { chat }),
      answers: { sendChat: () => Promise.reject(new CloudMeetError('flooding')) },
    });
    await user.type(field(), 'Do not lose me{Enter}');
    expect(await screen.findByText('Not sent. Your text is kept.')).toBeTruthy();
    expect(field()).toHaveProperty('value', 'Do not lose me');
  });

  it('keeps what was written while the panel is closed', async () => {
    const { user } = await openChat({ state: inRoom([jonas], { chat }) });
    await user.type(field(), 'half a tho');
    await user.click(screen.getByRole('button', { name: 'Close Chat' }));
    await user.click(screen.getByRole('button', { name: /^Chat/ }));
    expect(await screen.findByDisplayValue('half a tho')).toBeTruthy();
  });

  it('writes to one person, says so, and finds the way back to everyone', async () => {
    const { user, room } = await openChat({ state: inRoom([jonas], { chat }), view: { chatTo: jonas.id } });
    await user.type(field(), 'Only you{Enter}');
    expect(room.calls).toEqual([{ name: 'sendChat', args: ['Only you', jonas.id] }]);
    await user.click(screen.getByRole('combobox', { name: 'To' }));
    await user.click(await screen.findByRole('option', { name: 'Everyone' }));
    await user.type(field(), 'All{Enter}');
    expect(room.calls.at(-1)).toEqual({ name: 'sendChat', args: ['All', undefined] });
  });

  it('writes to everyone again when that person has left', async () => {
    const { user, room } = await openChat({ state: inRoom([], { chat }), view: { chatTo: jonas.id } });
    await user.type(field(), 'Anybody{Enter}');
    expect(room.calls).toEqual([{ name: 'sendChat', args: ['Anybody', undefined] }]);
  });

  it.each([
    ['off', 'Chat is off in this room.'],
    ['on-request', 'You may write when a host allows it.'],
  ] as const)('says why nothing can be written while chat is %s', async (value, words) => {
    const policies = { ...defaultPolicies, 'chat.send': value };
    await openChat({ state: inRoom([jonas], { chat, policies }, as('attendee')) });
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('reading', () => {
  it('shows markup as the text it is', async () => {
    const hostile = '<img src=x onerror="alert(1)"><b>bold</b>';
    await openChat({ state: inRoom([jonas], { chat: [message('Jonas Weber', '10:03', hostile)] }) });
    expect(screen.getByText(hostile)).toBeTruthy();
    expect(document.querySelector('img[src="x"]')).toBeNull();
  });

  it('says when nothing was written yet', async () => {
    await openChat({ state: inRoom([jonas]) });
    expect(screen.getByText('No messages yet.')).toBeTruthy();
  });

  it('counts what came in sight as read', async () => {
    const { page } = await openChat({ state: inRoom([jonas], { chat }) });
    expect(page.store.getState().view.chatSeenSeq).toBe(11);
  });

  it('notes who came and went between the messages', async () => {
    const { room } = await openChat({ state: inRoom([jonas], { chat }) });
    const participant = { id: jonas.id, userName: 'Mei Tanaka', local: false } as never;
    await act(async () => room.emit('participant-joined', { participant }));
    expect(
      within(screen.getByRole('log', { name: 'Messages' })).getByText(/^Mei Tanaka joined, /),
    ).toBeTruthy();
  });

  it.each<[Role, boolean]>([
    ['host', true],
    ['moderator', true],
    ['attendee', false],
  ])('lets a %s delete messages: %s', async (role, may) => {
    const { user, room } = await openChat({ state: inRoom([jonas], { chat }, as(role)) });
    const button = screen.queryByRole('button', { name: 'Delete message' });
    expect(button !== null).toBe(may);
    if (!button) return;
    await user.click(button);
    expect(room.calls).toEqual([{ name: 'deleteMessage', args: [chat[0]?.id] }]);
  });
});
