import { describe, expect, test } from 'vitest';
import { localTracks, selectFrameParticipants, selectMeetingState } from '../src/index.ts';
import { codeOf } from './fakes/code-of.ts';
import { ModelBrowser } from './fakes/model-browser.ts';
import { closeVisitsAfterEach, inside, visitRoom } from './fakes/visits.ts';

closeVisitsAfterEach();

describe('joining', () => {
  test('tells in order that it is under way and done, and says who is there', async () => {
    const visit = await inside();
    const { room, told } = visit;
    const names = told.map(({ name }) => name);
    expect(names.filter((name) => name.endsWith('-meeting'))).toEqual(['joining-meeting', 'joined-meeting']);
    expect(selectMeetingState(room.store.getState())).toBe('joined-meeting');
    expect(selectFrameParticipants(room.store.getState())).toMatchObject([{ local: true, id: visit.me }]);
  });

  test('opens camera and microphone with one question and publishes both', async () => {
    const visit = await inside({ audio: true, video: true });
    const { browser, state } = visit;
    expect(browser.devices.asked.map((wish) => Object.keys(wish).sort())).toEqual([['audio', 'video']]);
    expect(browser.server.state.participants[visit.me]).toMatchObject({ audio: true, video: true });
    expect(state.media).toMatchObject({ audio: { status: 'on' }, video: { status: 'on' } });
    expect(visit.heard().filter((name) => name === 'track-started').length).toBe(2);
  });

  test('what the preview opened is taken along and not asked for again', async () => {
    const visit = visitRoom();
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
      const visit = await inside({ audio: true, video: true }, browser);
      const { state, told } = visit;
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
    const visit = visitRoom(browser);
    expect(await visit.during(codeOf(visit.room.actions.setVideo(true)))).toBe('policy-blocked');
  });

  test('a browser without WebRTC is told so before it is in, and an insecure page before it connects', async () => {
    const browser = new ModelBrowser();
    browser.ports.createPeerConnection = undefined;
    const visit = visitRoom(browser);
    expect(visit.state.media.supported).toBe(false);
    expect(await visit.during(codeOf(visit.room.actions.connect('token')))).toBe('webrtc-unsupported');
    expect(visit.state.connection).toMatchObject({ status: 'failed', error: { code: 'webrtc-unsupported' } });
    expect([visit.state.preview, browser.server.opened]).toEqual([null, 1]);
    browser.ports.secureContext = false;
    expect(await codeOf(visit.room.actions.connect('token'))).toBe('insecure-context');
    expect(browser.server.opened).toBe(1);
  });

  test('the lobby is told, and the meeting once let in', async () => {
    const browser = new ModelBrowser();
    browser.server.lobby = true;
    const visit = await inside({ audio: true }, browser);
    const { server } = browser;
    expect(visit.heard()).toContain('access-state-updated');
    expect(visit.state.local.waitingSince).not.toBeNull();
    for (const connection of server.connections) server.admit(connection);
    await visit.pass(100);
    const joined = visit.told.filter(({ name }) => ['access-state-updated', 'joined-meeting'].includes(name));
    expect(joined).toMatchObject([{ payload: { access: 'full' } }, { name: 'joined-meeting' }]);
    expect(server.state.participants[visit.me]?.audio).toBe(true);
  });

  test('a token that will run out is told a minute before', async () => {
    const visit = await inside();
    visit.heard();
    await visit.pass(59 * 60_000 - 2_000);
    expect(visit.heard()).not.toContain('token-will-expire');
    await visit.pass(4_000);
    expect(visit.heard()).toContain('token-will-expire');
  });
});
