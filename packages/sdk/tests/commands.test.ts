import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrame } from '../src/index.ts';
import type { CloudMeetFrame } from '../src/index.ts';
import { installFakeRooms, letIn, person, roomPage, refuse } from './fake-rooms.ts';
import type { FakeRooms } from './fake-rooms.ts';

let rooms: FakeRooms;
let frame: CloudMeetFrame;

beforeEach(() => {
  rooms = installFakeRooms();
  letIn(rooms, person('par_2'), person('par_3'));
  frame = createFrame(document.body);
});
afterEach(async () => {
  await frame.destroy();
  vi.useRealTimers();
  rooms.restore();
});
const join = () => frame.join({ url: roomPage, token: 't' });

const devices = [{ deviceId: 'd', kind: 'audioinput', label: 'Mic' }];
const cases: [string, (frame: CloudMeetFrame) => Promise<unknown>, object, unknown?][] = [
  ['setLocalAudio', (it) => it.setLocalAudio(false), { enabled: false }],
  ['setLocalVideo', (it) => it.setLocalVideo(true), { enabled: true }],
  ['startScreenShare', (it) => it.startScreenShare(), {}],
  ['stopScreenShare', (it) => it.stopScreenShare(), {}],
  ['enumerateDevices', (it) => it.enumerateDevices(), {}, { devices }],
  ['setInputDevices', (it) => it.setInputDevices({ audioDeviceId: 'a' }), { audioDeviceId: 'a' }],
  ['setOutputDevice', (it) => it.setOutputDevice({ outputDeviceId: 'o' }), { outputDeviceId: 'o' }],
  [
    'updateParticipant',
    (it) => it.updateParticipant('par_2', { setAudio: false, role: 'host' }),
    { participantId: 'par_2', change: { setAudio: false, role: 'host' } },
  ],
  [
    'updateParticipant',
    (it) => it.updateParticipant('local', { setVideo: false }),
    { participantId: 'par_me', change: { setVideo: false } },
  ],
  ['requestAccess', (it) => it.requestAccess({ name: 'Ada' }), { name: 'Ada' }],
  ['requestAccess', (it) => it.requestAccess(), {}],
  [
    'updateWaitingParticipant',
    (it) => it.updateWaitingParticipant('par_9', { grantRequestedAccess: true }),
    { participantId: 'par_9', grantRequestedAccess: true },
  ],
  ['raiseHand', (it) => it.raiseHand(), {}],
  ['lowerHand', (it) => it.lowerHand('par_2'), { participantId: 'par_2' }],
  ['lowerHand', (it) => it.lowerHand(), {}],
  ['sendChatMessage', (it) => it.sendChatMessage('<b>', 'par_2'), { text: '<b>', to: 'par_2' }],
  ['sendAppMessage', (it) => it.sendAppMessage({ page: 3 }, '*'), { data: { page: 3 } }],
  ['sendAppMessage', (it) => it.sendAppMessage([1], 'par_2'), { data: [1], to: 'par_2' }],
  ['setLayout', (it) => it.setLayout('speaker', { forAll: true }), { layout: 'speaker', forAll: true }],
  ['setTheme', (it) => it.setTheme({ accent: '#112233' }), { theme: { accent: '#112233' } }],
  ['setLang', (it) => it.setLang('el'), { lang: 'el' }],
  ['getNetworkStats', (it) => it.getNetworkStats(), {}, { quality: 'good' }],
  ['getNetworkTopology', (it) => it.getNetworkTopology(), {}, { topology: 'p2p' }],
  ['testCallQuality', (it) => it.testCallQuality(), {}, { result: 'good', secondsElapsed: 2 }],
  [
    'simulateScenario',
    (it) => it.simulateScenario('packet-loss', 10),
    { scenario: 'packet-loss', seconds: 10 },
  ],
];

describe('a command', () => {
  it.each(cases)(
    '%s reaches the frame as the contract says, and its answer comes back',
    async (method, run, params, result) => {
      rooms.answers[method] = () => result;
      await join();
      expect(await run(frame)).toEqual(result);
      const last = rooms.requests.at(-1);
      expect(last?.method).toBe(method);
      expect(JSON.parse(JSON.stringify(last?.params))).toEqual(params);
    },
  );

  it('that comes before the frame answers waits for it', async () => {
    const raised = frame.raiseHand();
    const muted = frame.setLocalAudio(false);
    await join();
    await Promise.all([raised, muted]);
    expect(rooms.requests.map((one) => one.method).sort()).toEqual(['join', 'raiseHand', 'setLocalAudio']);
  });

  it('rejects with what the room says', async () => {
    rooms.answers.raiseHand = refuse('not-permitted');
    await join();
    await expect(frame.raiseHand()).rejects.toMatchObject({
      code: 'not-permitted',
      fix: 'Mend not-permitted.',
    });
  });

  it('for recordings and streams asks with what is to be made, in Daily’s words too', async () => {
    await join();
    const url = 'rtmp://live.example.com/app/key';
    await frame.startRecording();
    await frame.startRecording({ audioOnly: true, audioCodec: 'opus' });
    await frame.stopRecording();
    await frame.startLiveStreaming();
    await frame.startLiveStreaming({ rtmpUrl: url, hls: true });
    await frame.startLiveStreaming({ rtmpUrl: [url] });
    await frame.stopLiveStreaming();
    expect(rooms.requests.slice(1).map(({ method, params }) => [method, params])).toEqual([
      ['startRecording', {}],
      ['startRecording', { audioOnly: true, audioCodec: 'opus' }],
      ['stopRecording', {}],
      ['startLiveStreaming', {}],
      ['startLiveStreaming', { rtmpUrls: [url], hls: true }],
      ['startLiveStreaming', { rtmpUrls: [url] }],
      ['stopLiveStreaming', {}],
    ]);
  });

  it('for several people at once changes each of them; * is everybody else', async () => {
    await join();
    await frame.updateParticipants({ '*': { setAudio: false }, local: { setVideo: false } });
    const changed = rooms.requests
      .filter((one) => one.method === 'updateParticipant')
      .map((one) => one.params);
    expect(changed).toEqual([
      { participantId: 'par_2', change: { setAudio: false } },
      { participantId: 'par_3', change: { setAudio: false } },
      { participantId: 'par_me', change: { setVideo: false } },
    ]);
  });

  it('for oneself before joining rejects with not-joined', async () => {
    await expect(frame.updateParticipant('local', { setVideo: false })).rejects.toMatchObject({
      code: 'not-joined',
    });
  });

  it('with what cannot be sent rejects with invalid-argument', async () => {
    await join();
    await expect(frame.sendAppMessage({ call: () => 0 } as never)).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('without the argument it needs rejects instead of throwing', async () => {
    await join();
    await expect(frame.updateWaitingParticipant('par_2', undefined as never)).resolves.toBeUndefined();
    await expect(frame.updateParticipants(undefined as never)).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('that asks a person is not timed, another is after 30 s', async () => {
    await join();
    const never = () => new Promise(() => undefined);
    Object.assign(rooms.answers, { startScreenShare: never, raiseHand: never });
    vi.useFakeTimers();
    let shared = false;
    frame.startScreenShare().then(
      () => (shared = true),
      () => (shared = true),
    );
    const raised = expect(frame.raiseHand()).rejects.toMatchObject({ code: 'timeout' });
    await vi.advanceTimersByTimeAsync(31_000);
    await raised;
    expect(shared).toBe(false);
  });
});
