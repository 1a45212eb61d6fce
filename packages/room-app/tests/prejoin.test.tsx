import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { LocalMediaState } from '@cloudmeet/room-engine';
import { localTracks } from './fake-room/fake-room.ts';
import { beforeJoining, previewOf } from './fake-room/people.ts';
import { blankState } from './fake-room/fake-store.ts';
import { openPage } from './support/open-page.tsx';

const joinButton = () => screen.getByRole('button', { name: 'Join' });
const nameField = () => screen.getByRole('textbox', { name: 'Your name' });
const media = beforeJoining().media ?? blankState.media;
const failed = (code: 'permission-denied' | 'device-in-use' | 'policy-blocked'): LocalMediaState => ({
  status: 'error',
  error: new CloudMeetError(code).toWire(),
});
const attendee = {
  userId: 'u',
  role: 'attendee' as const,
  allows: ['room.join' as const, 'media.publish' as const],
};

describe('what it says at a glance', () => {
  it('names the tenant, the room, when it began and who is here', async () => {
    await openPage({ state: beforeJoining() });
    expect(screen.getByText('Northwind Studio')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Atlas weekly review' })).toBeTruthy();
    expect(screen.getByText(/^Started at \d\d:\d\d\.$/)).toBeTruthy();
    expect(screen.getByText('Jonas, Mei and David are here')).toBeTruthy();
    expect(document.title).toBe('Atlas weekly review');
  });

  it('leaves the tenant out inside the tenant’s own page', async () => {
    await openPage({ state: beforeJoining(), embedded: true });
    expect(screen.queryByText('Northwind Studio')).toBeNull();
  });

  it.each([
    [true, true, 'You join with your microphone and camera on.'],
    [false, true, 'You join muted, with your camera on.'],
    [true, false, 'You join with your microphone on and your camera off.'],
    [false, false, 'You join muted and with your camera off.'],
  ])('says how I join: microphone %s, camera %s', async (audio, video, words) => {
    const state = (on: boolean): LocalMediaState => ({ status: on ? 'on' : 'off', error: null });
    await openPage({
      state: { ...beforeJoining(), media: { ...media, audio: state(audio), video: state(video) } },
    });
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('says that somebody who may not publish watches, and opens no device for them', async () => {
    const self = { ...attendee, allows: ['room.join' as const] };
    const { called } = await openPage({ state: beforeJoining({ self }) });
    expect(screen.getByText('You join to watch and listen.')).toBeTruthy();
    expect(called()).toEqual([]);
  });

  it('asks to join where a host lets people in, but not those who may let in themselves', async () => {
    const room = { ...previewOf().room, lobby: true };
    await openPage({ state: beforeJoining({ room, self: attendee }) });
    expect(screen.getByRole('button', { name: 'Ask to join' })).toBeTruthy();
    expect(screen.getByText(/A host lets you in\./)).toBeTruthy();
  });
});

describe('can they hear me', () => {
  it('says so once something was heard', async () => {
    const { room } = await openPage({ state: beforeJoining() });
    expect(screen.getByText('Say something to test your microphone')).toBeTruthy();
    await act(async () => room.setLevel(localTracks, -30));
    expect(screen.getByText('We can hear you')).toBeTruthy();
  });

  it('says after five seconds of silence that another microphone may help, and takes it back', async () => {
    vi.useFakeTimers();
    try {
      const { room } = await openPage({ state: beforeJoining() });
      await act(async () => vi.advanceTimersByTime(4900));
      expect(screen.queryByText(/We can’t hear you/)).toBeNull();
      await act(async () => vi.advanceTimersByTime(200));
      expect(screen.getByText('We can’t hear you. Try another microphone.')).toBeTruthy();
      await act(async () => room.setLevel(localTracks, -20));
      expect(screen.getByText('We can hear you')).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not complain of silence while the microphone is off', async () => {
    await openPage({
      state: { ...beforeJoining(), media: { ...media, audio: { status: 'off', error: null } } },
    });
    expect(screen.getByText('Your microphone is off')).toBeTruthy();
  });
});

describe('when a device cannot be used', () => {
  it('says how to allow it in this browser, and joins without', async () => {
    const blocked = failed('permission-denied');
    const { user, room } = await openPage({
      state: { ...beforeJoining({ self: attendee }), media: { ...media, audio: blocked, video: blocked } },
    });
    expect(screen.getByText('Your browser blocks the camera and microphone.')).toBeTruthy();
    await user.type(nameField(), 'Ada');
    await user.click(joinButton());
    expect(room.calls.at(-1)).toEqual({ name: 'join', args: [{ name: 'Ada', audio: false, video: false }] });
  });

  it('names the one device that is blocked', async () => {
    await openPage({
      state: { ...beforeJoining(), media: { ...media, video: failed('permission-denied') } },
    });
    expect(screen.getByText('Your browser blocks the camera.')).toBeTruthy();
  });

  it('tries again where that can help', async () => {
    const { user, room } = await openPage({
      state: { ...beforeJoining(), media: { ...media, video: failed('device-in-use') } },
    });
    room.calls.length = 0;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(room.calls).toEqual([{ name: 'setVideo', args: [true] }]);
  });

  it('blames the page around when that does not pass the devices on', async () => {
    await openPage({ state: { ...beforeJoining(), media: { ...media, audio: failed('policy-blocked') } } });
    expect(screen.getByText('This page does not pass on your camera and microphone.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});

describe('joining', () => {
  it('opens the devices for the preview, and joins with what is open', async () => {
    const { user, room, called } = await openPage({ state: beforeJoining() });
    expect(called()).toEqual(['setAudio', 'setVideo']);
    await user.type(nameField(), '  Ada Lovelace ');
    await user.click(joinButton());
    expect(room.calls.at(-1)).toEqual({
      name: 'join',
      args: [{ name: 'Ada Lovelace', audio: true, video: true }],
    });
  });

  it('joins by Enter in the name field', async () => {
    const { user, called } = await openPage({ state: beforeJoining() });
    await user.type(nameField(), 'Ada{Enter}');
    expect(called().at(-1)).toBe('join');
  });

  it('asks for a name and says why', async () => {
    const { user, called } = await openPage({ state: beforeJoining() });
    await user.click(joinButton());
    expect(screen.getByRole('alert').textContent).toContain('Write your name');
    expect(called()).not.toContain('join');
  });

  it('keeps what was typed when the room refuses, and says why', async () => {
    const { user } = await openPage({
      state: beforeJoining(),
      answers: { join: () => Promise.reject(new CloudMeetError('room-full')) },
    });
    await user.type(nameField(), 'Ada');
    await user.click(joinButton());
    expect(await screen.findByText(/The room is full\./)).toBeTruthy();
    expect(nameField()).toHaveProperty('value', 'Ada');
  });

  it('shows a name from the token as it is', async () => {
    const self = { ...previewOf().self, name: 'Ada from the token' };
    await openPage({ state: beforeJoining({ self }) });
    expect(nameField()).toMatchObject({ value: 'Ada from the token', readOnly: true });
  });

  it('does not join twice while it is joining', async () => {
    const { user, change, called } = await openPage({
      state: beforeJoining(),
      view: { wish: { name: 'Ada', audio: true, video: true } },
    });
    await change({ connection: { ...blankState.connection, status: 'joining' } });
    await user.click(screen.getByRole('button', { name: 'Joining' }));
    expect(called()).not.toContain('join');
  });
});

it('switches microphone and camera before joining', async () => {
  const { user, room } = await openPage({ state: beforeJoining() });
  room.calls.length = 0;
  const preview = screen.getByRole('region', { name: 'Your camera, as others see you' });
  await user.click(within(preview).getByRole('button', { name: 'Mute' }));
  await user.click(within(preview).getByRole('button', { name: 'Stop video' }));
  expect(room.calls).toEqual([
    { name: 'setAudio', args: [false] },
    { name: 'setVideo', args: [false] },
  ]);
});

it('tests the connection when asked, and says what came out and what to do', async () => {
  const { user } = await openPage({
    state: beforeJoining(),
    answers: { testCallQuality: async () => ({ result: 'warning', secondsElapsed: 3 }) },
  });
  await user.click(screen.getByRole('button', { name: 'Test your connection' }));
  expect(await screen.findByText(/Your connection is good for sound, and weak for video\./)).toBeTruthy();
  expect(screen.getByText(/Move closer to your router/)).toBeTruthy();
});
