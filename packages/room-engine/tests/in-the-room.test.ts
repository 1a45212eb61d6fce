import { describe, expect, test } from 'vitest';
import { newId } from '@cloudmeet/contracts';
import { selectMeetingState } from '../src/index.ts';
import { closeVisitsAfterEach, inside } from './fakes/visits.ts';

closeVisitsAfterEach();

describe('what happens in the room', () => {
  test('people, hands, chat and presence are told with the state already as told', async () => {
    const visit = await inside();
    const { browser } = visit;
    visit.heard();
    const guest = browser.server.guest();
    await visit.pass(50);
    expect(visit.heard()).toEqual(
      expect.arrayContaining(['participant-joined', 'participant-counts-updated']),
    );
    browser.server.append({ type: 'hand.raised', data: { participantId: guest.id } });
    browser.server.append({
      type: 'chat.sent',
      data: { messageId: newId('message'), from: guest.id, fromName: 'Guest', text: 'hi' },
    });
    browser.server.broadcast({
      t: 'batch',
      entries: [],
      ephemeral: [
        { e: 'presence', of: { [guest.id]: { connected: false, quality: 'poor' } } },
        { e: 'reaction', from: guest.id, reaction: '👍' },
        { e: 'app', from: guest.id, data: { any: 'thing' } },
      ],
    });
    await visit.pass(50);
    expect(visit.heard().filter((name) => name !== 'network-connection')).toEqual([
      'participant-updated',
      'hand-raised',
      'hand-queue-updated',
      'chat-message',
      'participant-updated',
      'network-quality-change',
      'reaction',
      'app-message',
    ]);
    expect(visit.state.peers.byId[guest.id]).toMatchObject({ connected: false, quality: 'poor' });
    browser.server.append({ type: 'participant.left', data: { participantId: guest.id, reason: 'removed' } });
    await visit.pass(50);
    expect(visit.told.find(({ name }) => name === 'participant-left')).toMatchObject({
      payload: { reason: 'removed' },
    });
    expect(visit.state.peers.byId[guest.id]).toBeUndefined();
  });

  test('a cut is told, mended and leaves no message out', async () => {
    const visit = await inside();
    const { browser } = visit;
    visit.heard();
    browser.server.cutAll();
    browser.server.guest({ name: 'Meanwhile' });
    await visit.pass(2_000);
    const heard = visit.told.filter(({ name }) =>
      ['network-connection', 'participant-joined'].includes(name),
    );
    expect(heard.slice(0, 3)).toMatchObject([
      { payload: { event: 'interrupted', type: 'signaling' } },
      { name: 'participant-joined' },
      { payload: { event: 'connected', type: 'signaling' } },
    ]);
  });

  test.each([
    ['room-ended', 'room-ended', 'left-meeting'],
    ['removed', 'removed', 'left-meeting'],
    ['replaced', 'replaced', 'left-meeting'],
  ] as const)('%s lets go of every device and tells the reason', async (code, reason, meetingState) => {
    const visit = await inside({ audio: true, video: true });
    const { browser } = visit;
    browser.server.bye(code);
    await visit.pass(100);
    expect(visit.told.find(({ name }) => name === 'left-meeting')).toMatchObject({ payload: { reason } });
    expect(selectMeetingState(visit.state)).toBe(meetingState);
    expect(browser.devices.live()).toEqual([]);
    expect(browser.network.open).toBe(0);
    expect(visit.room.tracks.list()).toEqual([]);
  });

  test('an end is told once: what it cut off on its way is no error beside it', async () => {
    const visit = await inside({ audio: true, video: true });
    const { browser, room } = visit;
    const cut = [room.actions.raiseHand(), room.actions.sendChat('hello')].map((one) =>
      one.catch(() => 'cut off'),
    );
    browser.server.guest({ audio: true, video: true });
    browser.server.bye('removed');
    await visit.pass(500);
    await Promise.all(cut);
    expect(visit.heard().filter((name) => name === 'left-meeting' || name.endsWith('error'))).toEqual([
      'left-meeting',
    ]);
  });

  test('whoever closes the page has left at once', async () => {
    const visit = await inside({ video: true });
    const { browser } = visit;
    browser.leavePage();
    await visit.pass(50);
    expect(browser.server.log.at(-1)).toMatchObject({ type: 'participant.left', data: { reason: 'left' } });
  });

  test('after leaving one can join again in the same page', async () => {
    const visit = await inside({ video: true });
    const { room, browser } = visit;
    await room.actions.leave();
    await visit.pass(100);
    expect(browser.server.state.participants).toEqual({});
    await visit.join({ video: true });
    expect(visit.state.connection.status).toBe('joined');
    expect(browser.devices.live('video').length).toBe(1);
  });

  test('a place lost for good is taken anew with camera and microphone as they were', async () => {
    const visit = await inside({ audio: true, video: true });
    const { browser } = visit;
    const before = visit.me;
    browser.server.append({
      type: 'participant.left',
      data: { participantId: before, reason: 'connection-lost' },
    });
    browser.server.seats.clear();
    browser.server.cutAll();
    await visit.pass(3_000);
    expect(visit.me).not.toBe(before);
    expect(browser.server.state.participants[visit.me]).toMatchObject({ audio: true, video: true });
    expect(browser.devices.live().length).toBe(2);
  });
});
