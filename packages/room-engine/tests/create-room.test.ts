import { afterEach, describe, expect, test } from 'vitest';
import { CloudMeetError, newId } from '@cloudmeet/contracts';
import type { ErrorCode } from '@cloudmeet/contracts';
import { localTracks, selectFrameParticipants, selectMeetingState } from '../src/index.ts';
import type { JoinWish } from '../src/index.ts';
import { ModelBrowser } from './fakes/model-browser.ts';
import { ModelVisit } from './fakes/model-visit.ts';

let visit: ModelVisit;
afterEach(() => visit.room.close());

async function inside(wish: JoinWish = {}, browser = new ModelBrowser()): Promise<ModelVisit> {
  visit = new ModelVisit(browser);
  await visit.join(wish);
  return visit;
}

const codeOf = (promise: Promise<unknown>): Promise<ErrorCode | undefined> =>
  promise.then(
    () => undefined,
    (error: unknown) => CloudMeetError.from(error).code,
  );

describe('joining', () => {
  test('tells in order that it is under way and done, and says who is there', async () => {
    const { room, told } = await inside();
    const names = told.map(({ name }) => name);
    expect(names.filter((name) => name.endsWith('-meeting'))).toEqual(['joining-meeting', 'joined-meeting']);
    expect(selectMeetingState(room.store.getState())).toBe('joined-meeting');
    expect(selectFrameParticipants(room.store.getState())).toMatchObject([{ local: true, id: visit.me }]);
  });

  test('opens camera and microphone with one question and publishes both', async () => {
    const { browser, state } = await inside({ audio: true, video: true });
    expect(browser.devices.asked.map((wish) => Object.keys(wish).sort())).toEqual([['audio', 'video']]);
    expect(browser.server.state.participants[visit.me]).toMatchObject({ audio: true, video: true });
    expect(state.media).toMatchObject({ audio: { status: 'on' }, video: { status: 'on' } });
    expect(visit.heard().filter((name) => name === 'track-started').length).toBe(2);
  });

  test('what the preview opened is taken along and not asked for again', async () => {
    visit = new ModelVisit();
    await visit.during(visit.room.actions.setVideo(true));
    expect(visit.room.tracks.get(localTracks, 'video')).toBeDefined();
    await visit.join({ video: true });
    expect(visit.browser.devices.asked.length).toBe(1);
    expect(visit.browser.server.received.find(({ t }) => t === 'join')).toMatchObject({ video: true });
    expect(visit.room.tracks.get(visit.me, 'video')).toBe(visit.room.tracks.get(localTracks, 'video'));
  });

  test.each([
    ['video', 'NotFoundError', 'device-not-found', 'camera'],
    ['video', 'NotReadableError', 'device-in-use', 'camera'],
    ['audio', 'NotAllowedError', 'permission-denied', 'microphone'],
  ] as const)(
    'without a working %s (%s) one joins with the other and is told %s',
    async (kind, name, code, device) => {
      const browser = new ModelBrowser();
      browser.devices.failing[kind] = name;
      const { state, told } = await inside({ audio: true, video: true }, browser);
      const other = kind === 'audio' ? 'video' : 'audio';
      expect(state.media[kind]).toMatchObject({ status: 'error', error: { code } });
      expect(state.media[other].status).toBe('on');
      expect(browser.server.state.participants[visit.me]).toMatchObject({ [kind]: false, [other]: true });
      expect(told.filter((one) => one.name === 'camera-error')).toMatchObject([
        { payload: { device, error: { code } } },
      ]);
    },
  );

  test('a device that the page forbids is told apart from one that the person refused', async () => {
    const browser = new ModelBrowser();
    browser.denied.add('camera');
    browser.devices.failing.video = 'NotAllowedError';
    visit = new ModelVisit(browser);
    expect(await visit.during(codeOf(visit.room.actions.setVideo(true)))).toBe('policy-blocked');
  });

  test('a browser without WebRTC and an insecure page are told so and never connect', async () => {
    const browser = new ModelBrowser();
    browser.ports.createPeerConnection = undefined;
    visit = new ModelVisit(browser);
    expect(visit.state.media.supported).toBe(false);
    expect(await codeOf(visit.room.actions.connect('token'))).toBe('webrtc-unsupported');
    browser.ports.secureContext = false;
    expect(await codeOf(visit.room.actions.connect('token'))).toBe('insecure-context');
    expect(browser.server.opened).toBe(0);
  });

  test('the lobby is told, and the meeting once let in', async () => {
    const browser = new ModelBrowser();
    browser.server.lobby = true;
    const { server } = (await inside({ audio: true }, browser)).browser;
    expect(visit.heard()).toContain('access-state-updated');
    expect(visit.state.local.waitingSince).not.toBeNull();
    for (const connection of server.connections) server.admit(connection);
    await visit.pass(100);
    const joined = visit.told.filter(({ name }) => ['access-state-updated', 'joined-meeting'].includes(name));
    expect(joined).toMatchObject([{ payload: { access: 'full' } }, { name: 'joined-meeting' }]);
    expect(server.state.participants[visit.me]?.audio).toBe(true);
  });

  test('a token that will run out is told a minute before', async () => {
    await inside();
    visit.heard();
    await visit.pass(59 * 60_000 - 2_000);
    expect(visit.heard()).not.toContain('token-will-expire');
    await visit.pass(4_000);
    expect(visit.heard()).toContain('token-will-expire');
  });
});

describe('my devices in the room', () => {
  test('mute keeps the microphone open, camera off lets the camera go', async () => {
    const { room, browser } = await inside({ audio: true, video: true });
    await visit.during(room.actions.setAudio(false));
    await visit.during(room.actions.setVideo(false));
    expect(browser.devices.live('audio').map(({ enabled }) => enabled)).toEqual([false]);
    expect(browser.devices.live('video')).toEqual([]);
    expect(browser.server.state.participants[visit.me]).toMatchObject({ audio: false, video: false });
    await visit.during(room.actions.setVideo(true));
    expect(browser.devices.live('video').length).toBe(1);
  });

  test('nothing is sent when the room refuses it, and the device is let go', async () => {
    const { room, browser } = await inside();
    browser.server.refuseNext = 'publish-limit';
    expect(await visit.during(codeOf(room.actions.setVideo(true)))).toBe('publish-limit');
    expect(browser.devices.live()).toEqual([]);
    expect(room.tracks.list()).toEqual([]);
  });

  test('of wishes in quick succession the last one wins', async () => {
    const { room, browser } = await inside();
    const wishes = [true, false, true, false].map((on) => room.actions.setVideo(on));
    await visit.during(Promise.all(wishes));
    expect(browser.devices.live()).toEqual([]);
    expect(browser.server.state.participants[visit.me]?.video).toBe(false);
    await visit.during(Promise.all([false, true, false, true].map((on) => room.actions.setVideo(on))));
    expect(browser.devices.live('video').length).toBe(1);
    expect(browser.server.state.participants[visit.me]?.video).toBe(true);
  });

  test('who is muted by somebody is silent before anybody hears of it', async () => {
    const { room, browser } = await inside({ audio: true });
    const moderator = browser.server.guest({ role: 'moderator' });
    await visit.pass(50);
    const enabled: boolean[] = [];
    room.on('stopped-by-other', () =>
      enabled.push(...browser.devices.live('audio').map((track) => track.enabled)),
    );
    browser.server.append(
      { type: 'media.changed', data: { participantId: visit.me, audio: false } },
      { by: moderator.id },
    );
    await visit.pass(50);
    expect(enabled).toEqual([false]);
    expect(visit.told.find(({ name }) => name === 'stopped-by-other')).toMatchObject({
      payload: { kind: 'audio', by: moderator.id },
    });
    expect(visit.state.media.audio.status).toBe('off');
    expect(room.tracks.get(localTracks, 'audio')).toBeUndefined();
  });

  test('another camera takes the place of the present one without asking the room', async () => {
    const { room, browser } = await inside({ video: true });
    const before = browser.server.received.length;
    await visit.during(room.actions.setInputDevices({ videoDeviceId: 'cam-2' }));
    expect(browser.devices.live('video').map(({ deviceId }) => deviceId)).toEqual(['cam-2']);
    expect(room.tracks.get(localTracks, 'video')).toBe(browser.devices.live('video')[0]);
    expect(browser.server.received.slice(before).filter(({ t }) => t === 'cmd')).toEqual([]);
    expect(visit.state.media.selected.videoDeviceId).toBe('cam-2');
  });

  test('a camera that is not there leaves the present one running', async () => {
    const { room, browser } = await inside({ video: true });
    const chosen = codeOf(room.actions.setInputDevices({ videoDeviceId: 'cam-9' }));
    expect(await visit.during(chosen)).toBe('device-not-found');
    expect(browser.devices.live('video').map(({ deviceId }) => deviceId)).toEqual(['cam-1']);
  });

  test('where only one camera can be open the first is let go before the second is opened', async () => {
    const { room, browser } = await inside({ video: true });
    browser.devices.exclusive = true;
    await visit.during(room.actions.setInputDevices({ videoDeviceId: 'cam-2' }));
    expect(browser.devices.live('video').map(({ deviceId }) => deviceId)).toEqual(['cam-2']);
  });

  test('a camera that is unplugged is replaced; the last one to go is told to the room', async () => {
    const { browser } = await inside({ video: true });
    browser.devices.unplug('cam-1');
    await visit.pass(100);
    expect(browser.devices.live('video').map(({ deviceId }) => deviceId)).toEqual(['cam-2']);
    browser.devices.unplug('cam-2');
    await visit.pass(100);
    expect(visit.state.media.video).toMatchObject({ status: 'error', error: { code: 'device-not-found' } });
    expect(browser.server.state.participants[visit.me]?.video).toBe(false);
    expect(visit.state.media.devices.filter(({ kind }) => kind === 'videoinput')).toEqual([]);
  });

  test('a screen with its sound is shared, and stopped by the browser’s own button', async () => {
    const { room, browser } = await inside();
    await visit.during(room.actions.startScreenShare());
    expect(room.tracks.list().map(({ kind }) => kind)).toEqual(['screen', 'screen-audio']);
    expect(browser.server.state.participants[visit.me]?.screen).toBe(true);
    browser.devices.live('video')[0]?.die();
    await visit.pass(100);
    expect(room.tracks.list()).toEqual([]);
    expect(browser.devices.live()).toEqual([]);
    expect(browser.server.state.participants[visit.me]?.screen).toBe(false);
  });

  test('choosing nothing to share is share-cancelled and changes nothing', async () => {
    const { room, browser } = await inside();
    browser.devices.failing.screen = 'NotAllowedError';
    expect(await visit.during(codeOf(room.actions.startScreenShare()))).toBe('share-cancelled');
    expect(visit.state.media.screen.status).toBe('off');
  });
});

describe('what happens in the room', () => {
  test('people, hands, chat and presence are told with the state already as told', async () => {
    const { browser } = await inside();
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
    const { browser } = await inside();
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
    const { browser } = await inside({ audio: true, video: true });
    browser.server.bye(code);
    await visit.pass(100);
    expect(visit.told.find(({ name }) => name === 'left-meeting')).toMatchObject({ payload: { reason } });
    expect(selectMeetingState(visit.state)).toBe(meetingState);
    expect(browser.devices.live()).toEqual([]);
    expect(browser.network.open).toBe(0);
    expect(visit.room.tracks.list()).toEqual([]);
  });

  test('after leaving one can join again in the same page', async () => {
    const { room, browser } = await inside({ video: true });
    await room.actions.leave();
    await visit.pass(100);
    expect(browser.server.state.participants).toEqual({});
    await visit.join({ video: true });
    expect(visit.state.connection.status).toBe('joined');
    expect(browser.devices.live('video').length).toBe(1);
  });

  test('a place lost for good is taken anew with camera and microphone as they were', async () => {
    const { browser } = await inside({ audio: true, video: true });
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

describe('simulateScenario', () => {
  test('works in test rooms only', async () => {
    const browser = new ModelBrowser();
    browser.server.test = false;
    const { room } = await inside({}, browser);
    expect(await codeOf(room.actions.simulateScenario('slow-uplink'))).toBe('not-permitted');
  });

  test('says what it really does, caps the camera and takes the cap back', async () => {
    const { room, browser } = await inside({ video: true });
    browser.server.guest();
    await visit.pass(100);
    const report = await room.actions.simulateScenario('slow-uplink', 5);
    expect(report).toMatchObject({ scenario: 'slow-uplink', endsAtMs: browser.clock.nowMs() + 5_000 });
    expect(report.by).toContain('60 kbit/s');
    expect(visit.state.peers.network.simulated).toBe('slow-uplink');
    await visit.pass(5_100);
    expect(visit.state.peers.network.simulated).toBeNull();
  });

  test('offline closes the socket for that long and nothing is sent or shown meanwhile', async () => {
    const { room, browser } = await inside({ video: true });
    await room.actions.simulateScenario('offline', 6);
    await visit.pass(5_000);
    expect(visit.state.connection.status).toBe('reconnecting');
    expect(browser.server.connections.size).toBe(0);
    await visit.pass(2_000);
    expect(visit.state.connection.status).toBe('joined');
  });

  test('frames are only dropped where the browser lets us', async () => {
    const { room } = await inside();
    expect(await codeOf(room.actions.simulateScenario('packet-loss'))).toBe('not-supported');
  });
});

describe('closing', () => {
  test('leaves no timer, socket, connection, track or listener, and tells nothing any more', async () => {
    for (let count = 0; count < 50; count += 1) {
      const browser = new ModelBrowser(count);
      const one = await inside({ audio: true, video: true }, browser);
      browser.server.guest({ video: true });
      if (count % 2 === 0) await one.during(one.room.actions.startScreenShare());
      if (count % 3 === 0) void one.room.actions.testCallQuality().catch(() => undefined);
      await one.pass(count * 7);
      one.heard();
      one.room.close();
      one.room.close();
      browser.server.bye('removed');
      await one.pass(1_000);
      expect(browser.held()).toBe(0);
      expect(one.heard()).toEqual([]);
    }
  });

  test('while it is connecting or asking for devices it ends just as clean', async () => {
    for (const waitMs of [0, 1, 2, 5, 20]) {
      const browser = new ModelBrowser(waitMs);
      visit = new ModelVisit(browser);
      const outcomes = [
        codeOf(visit.room.actions.connect('token')),
        codeOf(visit.room.actions.join({ audio: true, video: true })),
        codeOf(visit.room.actions.setVideo(true)),
      ];
      await visit.pass(waitMs);
      visit.room.close();
      await visit.pass(1_000);
      expect(browser.held()).toBe(0);
      await Promise.all(outcomes);
    }
  });

  test('a room that is not closed still holds something: the count above finds that out', async () => {
    const { browser } = await inside({ video: true });
    expect(browser.held()).toBeGreaterThan(3);
  });
});
