import { describe, expect, test } from 'vitest';
import { localTracks } from '../src/index.ts';
import { codeOf } from './fakes/code-of.ts';
import { ModelBrowser } from './fakes/model-browser.ts';
import { closeVisitsAfterEach, inside } from './fakes/visits.ts';

closeVisitsAfterEach();

describe('my devices in the room', () => {
  test('mute keeps the microphone open, camera off lets the camera go', async () => {
    const visit = await inside({ audio: true, video: true });
    const { room, browser } = visit;
    await visit.during(room.actions.setAudio(false));
    await visit.during(room.actions.setVideo(false));
    expect(browser.devices.live('audio').map(({ enabled }) => enabled)).toEqual([false]);
    expect(browser.devices.live('video')).toEqual([]);
    expect(browser.server.state.participants[visit.me]).toMatchObject({ audio: false, video: false });
    await visit.during(room.actions.setVideo(true));
    expect(browser.devices.live('video').length).toBe(1);
  });

  test('where the policy lets nobody speak, joining with a microphone opens none and is no error', async () => {
    const browser = new ModelBrowser();
    browser.server.role = 'attendee';
    browser.server.append({
      type: 'room.policyChanged',
      data: {
        policies: { ...browser.server.state.policies, 'media.publish': { audio: 'off', video: 'allowed' } },
      },
    });
    const visit = await inside({ audio: true, video: true }, browser);
    expect(browser.devices.asked.map((wish) => Object.keys(wish))).toEqual([['video']]);
    expect(visit.heard()).not.toContain('nonfatal-error');
    expect(await codeOf(visit.room.actions.setAudio(true))).toBe('not-permitted');
  });

  test('nothing is sent when the room refuses it, and the device is let go', async () => {
    const visit = await inside();
    const { room, browser } = visit;
    browser.server.refuseNext = 'publish-limit';
    expect(await visit.during(codeOf(room.actions.setVideo(true)))).toBe('publish-limit');
    expect(browser.devices.live()).toEqual([]);
    expect(room.tracks.list()).toEqual([]);
  });

  test('of wishes in quick succession the last one wins', async () => {
    const visit = await inside();
    const { room, browser } = visit;
    const wishes = [true, false, true, false].map((on) => room.actions.setVideo(on));
    await visit.during(Promise.all(wishes));
    expect(browser.devices.live()).toEqual([]);
    expect(browser.server.state.participants[visit.me]?.video).toBe(false);
    await visit.during(Promise.all([false, true, false, true].map((on) => room.actions.setVideo(on))));
    expect(browser.devices.live('video').length).toBe(1);
    expect(browser.server.state.participants[visit.me]?.video).toBe(true);
  });

  test('who is muted by somebody is silent before anybody hears of it', async () => {
    const visit = await inside({ audio: true });
    const { room, browser } = visit;
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
    const visit = await inside({ video: true });
    const { room, browser } = visit;
    const before = browser.server.received.length;
    await visit.during(room.actions.setInputDevices({ videoDeviceId: 'cam-2' }));
    expect(browser.devices.live('video').map(({ deviceId }) => deviceId)).toEqual(['cam-2']);
    expect(room.tracks.get(localTracks, 'video')).toBe(browser.devices.live('video')[0]);
    expect(browser.server.received.slice(before).filter(({ t }) => t === 'cmd')).toEqual([]);
    expect(visit.state.media.selected.videoDeviceId).toBe('cam-2');
  });

  test('a camera that is not there leaves the present one running', async () => {
    const visit = await inside({ video: true });
    const { room, browser } = visit;
    const chosen = codeOf(room.actions.setInputDevices({ videoDeviceId: 'cam-9' }));
    expect(await visit.during(chosen)).toBe('device-not-found');
    expect(browser.devices.live('video').map(({ deviceId }) => deviceId)).toEqual(['cam-1']);
  });

  test('where only one camera can be open the first is let go before the second is opened', async () => {
    const visit = await inside({ video: true });
    const { room, browser } = visit;
    browser.devices.exclusive = true;
    await visit.during(room.actions.setInputDevices({ videoDeviceId: 'cam-2' }));
    expect(browser.devices.live('video').map(({ deviceId }) => deviceId)).toEqual(['cam-2']);
  });

  test('a camera that is unplugged is replaced; the last one to go is told to the room', async () => {
    const visit = await inside({ video: true });
    const { browser } = visit;
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
    const visit = await inside();
    const { room, browser } = visit;
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
    const visit = await inside();
    const { room, browser } = visit;
    browser.devices.failing.screen = 'NotAllowedError';
    expect(await visit.during(codeOf(room.actions.startScreenShare()))).toBe('share-cancelled');
    expect(visit.state.media.screen.status).toBe('off');
  });
});
