import { afterEach, describe, expect, it, vi } from 'vitest';
import { CloudMeetError, frameMethodSchemas, snapshotEvent } from '@cloudmeet/contracts';
import type { FrameMethod } from '@cloudmeet/contracts';
import { roomEventNames } from '@cloudmeet/room-engine';
import type { RoomActions, RoomEngineState } from '@cloudmeet/room-engine';
import { createEnglishText } from '@cloudmeet/ui';
import { serveParent } from '../../src/bridge/serve-parent.ts';
import { createPageStore } from '../../src/page/page-store.ts';
import type { RoomPage } from '../../src/page/room-page.ts';
import { themeChanged, viewChanged } from '../../src/page/view-slice.ts';
import { createFakeRoom } from '../fake-room/fake-room.ts';
import { idOf, inRoom, me, person } from '../fake-room/people.ts';
import { blankState } from '../fake-room/fake-store.ts';
import { config } from '../support/config.ts';

const jonas = person('Jonas Weber');
const status = (name: RoomEngineState['connection']['status']) => ({
  connection: { ...blankState.connection, status: name },
});

function setUp(state: Partial<RoomEngineState> = {}, answers: Partial<RoomActions> = {}) {
  const room = createFakeRoom(state, answers);
  const page: RoomPage = {
    ...{ config, room, embedded: true },
    store: createPageStore(),
    text: createEnglishText(),
    parent: { channel: undefined },
  };
  const handlers = new Map<string, (params: unknown) => unknown>();
  const told: [event: string, payload: unknown][] = [];
  const stop = serveParent(page, {
    handle: (method, handler) => {
      handlers.set(method, handler);
      return () => handlers.delete(method);
    },
    emit: (event, payload) => void told.push([event, payload]),
  });
  afterEach(stop);
  const ask = (method: string, params: unknown = {}): Promise<unknown> =>
    Promise.resolve(handlers.get(method)?.(params));
  const events = () => told.map(([event]) => event);
  return { room, page, handlers, told, ask, events, stop };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'resolved',
    (error: unknown) => (error instanceof CloudMeetError ? error.code : 'not a CloudMeetError'),
  );

describe('requests of the parent', () => {
  it('has an answer for every method of the contract', () => {
    const { handlers } = setUp();
    expect([...handlers.keys()].sort()).toEqual(Object.keys(frameMethodSchemas).sort());
  });

  it.each<[FrameMethod, unknown]>([
    ['join', {}],
    ['join', { token: 'x', unknown: true }],
    ['setLocalAudio', { enabled: 'yes' }],
    ['sendChatMessage', { text: '' }],
    ['sendChatMessage', { text: 'x'.repeat(5000) }],
    ['updateParticipant', { participantId: 'somebody', change: {} }],
    ['setTheme', { theme: { accent: 'url(//evil.example)' } }],
    ['setTheme', { theme: { supportUrl: 'javascript:alert(1)' } }],
    ['setTheme', { theme: { texts: { waiting: { en: 'a\u202Eb' } } } }],
    ['setLang', { lang: 'xx' }],
    ['sendAppMessage', { data: { text: '\ud800' } }],
    ['simulateScenario', { scenario: 'fire' }],
    ['startLiveStreaming', { rtmpUrls: ['https://live.example.com/app/key'] }],
    ['startLiveStreaming', { hls: false }],
  ])('refuses %s with arguments that do not fit, and does nothing', async (method, params) => {
    const { ask, room } = setUp();
    expect(await codeOf(ask(method, params))).toBe('invalid-argument');
    expect(room.calls).toEqual([]);
  });

  it.each<[FrameMethod, unknown, keyof RoomActions, unknown[]]>([
    ['setLocalAudio', { enabled: false }, 'setAudio', [false]],
    ['setLocalVideo', { enabled: true }, 'setVideo', [true]],
    ['startScreenShare', {}, 'startScreenShare', []],
    ['stopScreenShare', {}, 'stopScreenShare', []],
    ['enumerateDevices', {}, 'enumerateDevices', []],
    ['setInputDevices', { videoDeviceId: 'cam' }, 'setInputDevices', [{ videoDeviceId: 'cam' }]],
    ['setOutputDevice', { outputDeviceId: 'out' }, 'setOutputDevice', ['out']],
    ['raiseHand', {}, 'raiseHand', []],
    ['lowerHand', { participantId: jonas.id }, 'lowerHand', [jonas.id]],
    ['sendChatMessage', { text: 'Hi', to: jonas.id }, 'sendChat', ['Hi', jonas.id]],
    ['sendAppMessage', { data: { a: 1 } }, 'sendApp', [{ a: 1 }, undefined]],
    ['setLayout', { layout: 'speaker', forAll: true }, 'setLayout', ['speaker']],
    ['getNetworkStats', {}, 'getNetworkStats', []],
    ['testCallQuality', {}, 'testCallQuality', []],
    ['diagnose', {}, 'diagnose', []],
    ['simulateScenario', { scenario: 'packet-loss', seconds: 5 }, 'simulateScenario', ['packet-loss', 5]],
    [
      'updateWaitingParticipant',
      { participantId: jonas.id, grantRequestedAccess: true },
      'admit',
      [jonas.id],
    ],
    [
      'updateWaitingParticipant',
      { participantId: jonas.id, grantRequestedAccess: false },
      'deny',
      [jonas.id],
    ],
    ['leave', {}, 'leave', []],
  ])('%s %j becomes %s', async (method, params, name, args) => {
    const { ask, room } = setUp(inRoom([jonas]));
    await ask(method, params);
    expect(room.calls).toEqual([{ name, args }]);
  });

  it('hands on why the room refused', async () => {
    const refused = new CloudMeetError('not-permitted');
    const { ask } = setUp(inRoom([jonas]), { raiseHand: () => Promise.reject(refused) });
    await expect(ask('raiseHand')).rejects.toBe(refused);
  });

  it('changes another person step by step, and never switches somebody’s microphone on', async () => {
    const { ask, room } = setUp(inRoom([jonas]));
    const change = (what: object) => ask('updateParticipant', { participantId: jonas.id, change: what });
    await change({ setAudio: false, setVideo: false, role: 'moderator', eject: true });
    expect(room.calls.map(({ name }) => name)).toEqual(['mute', 'stopVideo', 'changeRole', 'remove']);
    expect(await codeOf(change({ setAudio: true }))).toBe('not-supported');
    expect(room.calls).toHaveLength(4);
  });

  it('changes me by my own devices', async () => {
    const { ask, room } = setUp(inRoom([jonas]));
    await ask('updateParticipant', { participantId: me.id, change: { setAudio: true, setVideo: false } });
    expect(room.calls).toEqual([
      { name: 'setAudio', args: [true] },
      { name: 'setVideo', args: [false] },
    ]);
  });

  it('answers the topology of the room', async () => {
    expect(await setUp(inRoom([])).ask('getNetworkTopology')).toEqual({
      topology: 'p2p',
      preparing: null,
      connections: [],
      picture: null,
    });
  });

  it('changes layout, theme and language of this page alone', async () => {
    const { ask, page, room } = setUp();
    await ask('setLayout', { layout: 'speaker' });
    await ask('setTheme', { theme: { accent: '#a23ca4' } });
    await ask('setLang', { lang: 'el' });
    expect(page.store.getState().view).toMatchObject({ layout: 'speaker', theme: { accent: '#a23ca4' } });
    expect(page.text.language()).toBe('el');
    expect(room.calls).toEqual([]);
  });
});

it('takes words and language with the theme, and takes away what is given as undefined', async () => {
  const { ask, page } = setUp();
  const texts = { waiting: { en: 'Soon.' } };
  await ask('setTheme', { theme: { accent: '#a23ca4', texts, language: 'el' } });
  expect(page.text.language()).toBe('el');
  await ask('setTheme', { theme: { accent: undefined, language: 'en' } });
  expect(page.text.language()).toBe('en');
  expect(page.store.getState().view.theme).toEqual({ texts, accent: undefined, language: 'en' });
});

describe('joining for the parent', () => {
  const token = 'header.claims.signature';

  it('goes straight in and answers once the meeting is joined', async () => {
    const { ask, room } = setUp();
    const answered = vi.fn();
    const joining = ask('join', { token, userName: ' Ada ', startVideoOff: true }).then(answered);
    await vi.waitFor(() => expect(room.calls).toHaveLength(2));
    expect(room.calls).toEqual([
      { name: 'connect', args: [token] },
      { name: 'join', args: [{ name: 'Ada', audio: true, video: false }] },
    ]);
    room.change(status('waiting'));
    await Promise.resolve();
    expect(answered).not.toHaveBeenCalled();
    room.change(status('joined'));
    await joining;
    expect(answered).toHaveBeenCalledExactlyOnceWith(undefined);
  });

  it('leaves joining to the person when the prejoin screen is asked for', async () => {
    const { ask, room, page } = setUp();
    const joining = ask('join', { token, prejoin: true, userName: 'Ada', lang: 'el' });
    await vi.waitFor(() => expect(room.calls.map(({ name }) => name)).toEqual(['connect']));
    expect(page.store.getState().view).toMatchObject({ prejoin: true, wish: { name: 'Ada' } });
    room.change(status('joined'));
    await joining;
  });

  it('says why the server refused', async () => {
    const expired = new CloudMeetError('token-expired');
    const { ask, room } = setUp({}, { connect: () => Promise.reject(expired) });
    await expect(ask('join', { token })).rejects.toBe(expired);
    expect(room.calls).toHaveLength(1);
  });

  it.each([
    ['denied', 'lobby-denied'],
    ['removed', 'removed'],
  ] as const)('says when the visit ended as %s at the door', async (ending, code) => {
    const { ask, room } = setUp();
    const joining = codeOf(ask('join', { token }));
    await vi.waitFor(() => expect(room.calls).toHaveLength(2));
    const error = new CloudMeetError(code).toWire();
    room.change({ connection: { ...blankState.connection, status: ending, error } });
    expect(await joining).toBe(code);
  });

  it('says when the person left before joining', async () => {
    const { ask, room } = setUp();
    const joining = codeOf(ask('join', { token, prejoin: true }));
    await vi.waitFor(() => expect(room.calls).toHaveLength(1));
    room.change(status('left'));
    expect(await joining).toBe('not-joined');
  });
});

describe('what the parent is told', () => {
  it('gets every event of the room under its own name, with its payload as it is', () => {
    const { room, told } = setUp();
    for (const name of roomEventNames) {
      const payload = { name };
      // the bridge does not look into payloads: their shapes are the engine's promise
      room.emit(name, payload);
      expect(told.at(-1)).toEqual([name, payload]);
    }
  });

  it('has the new snapshot before the event that belongs to it', () => {
    const { room, told, events } = setUp();
    told.length = 0;
    room.change(inRoom([jonas]));
    room.emit('participant-joined', { participant: {} as never });
    expect(events()).toEqual([snapshotEvent, 'participant-joined']);
    expect(told[0]?.[1]).toMatchObject({
      meetingState: 'joined-meeting',
      counts: { present: 2, waiting: 0 },
    });
  });

  it('gets a snapshot at once, and one for many changes of a turn', async () => {
    const { room, page, events } = setUp();
    expect(events()).toEqual([snapshotEvent]);
    room.change(inRoom([jonas]));
    room.change(inRoom([jonas, person('Mei Tanaka')]));
    page.store.dispatch(viewChanged({ layout: 'speaker' }));
    await Promise.resolve();
    expect(events()).toEqual([snapshotEvent, snapshotEvent]);
  });

  it('gets no snapshot while nothing that it shows has changed', async () => {
    const { page, events } = setUp();
    page.store.dispatch(viewChanged({ panel: 'chat' }));
    await Promise.resolve();
    expect(events()).toEqual([snapshotEvent]);
  });

  it('hears of the theme that is shown now', () => {
    const { page, told } = setUp();
    page.store.dispatch(themeChanged({ radius: 4 }));
    expect(told.at(-1)).toEqual(['theme-updated', { theme: { radius: 4 } }]);
  });

  it('hears nothing after it is no longer served', async () => {
    const { room, page, events, handlers, stop } = setUp();
    stop();
    room.change(inRoom([jonas]));
    room.emit('hand-queue-updated', { queue: [idOf('par', 'x')] });
    page.store.dispatch(themeChanged({ radius: 4 }));
    await Promise.resolve();
    expect(events()).toEqual([snapshotEvent]);
    expect(handlers.size).toBe(0);
  });
});
