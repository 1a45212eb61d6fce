import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RoomRecording, RoomStream } from '@cloudmeet/contracts';
import { initialStream } from '@cloudmeet/room-engine';
import { capturesPart } from '../src/room/captures/use-captures-part.ts';
import { inRoom, me, person, startedAt } from './fake-room/people.ts';
import { openPage } from './support/open-page.tsx';

await capturesPart.load();

const recording: RoomRecording = {
  recordingId: 'rec_000000000000000000000000',
  status: 'recording',
  startedAt,
  by: 'Amara Okafor',
  audioOnly: false,
  requiresConsent: false,
};
const stream: RoomStream = {
  streamId: 'str_000000000000000000000000',
  status: 'live',
  startedAt,
  by: null,
  hlsUrl: 'https://cdn.example.com/live.m3u8',
  targets: [{ id: 'one', host: 'live.example.com', status: 'retrying' }],
};
const amara = person('Amara Okafor');
const viewer = person('Vera Holm', { receive: 'stream', audio: false, video: false });

async function press(user: Awaited<ReturnType<typeof openPage>>['user'], entry: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: entry }));
}

describe('a recorded room', () => {
  it('shows everybody that it is recorded and since when, and says by whom', async () => {
    await openPage({ state: inRoom([amara], { recording }, { ...me, role: 'attendee' }) });
    expect(await screen.findByRole('timer', { name: 'Time since the recording started' })).toBeTruthy();
    expect(screen.getAllByText('Amara Okafor records this call.').length).toBeGreaterThan(0);
  });

  it.each([
    ['attendee', 'It is tried again by itself.'],
    ['host', 'Ask people to reload the page'],
  ] as const)(
    'tells an %s that nothing is recorded while it is not mixed, and what to do',
    async (role, words) => {
      const waits = { ...recording, status: 'starting', startedAt: null, unmixed: 'not-ready' } as const;
      await openPage({ state: inRoom([amara], { recording: waits }, { ...me, role }) });
      expect(await screen.findByText('Recording waits')).toBeTruthy();
      await screen.findAllByText('Nothing is recorded or streamed at the moment.', { exact: false });
      await screen.findAllByText(words, { exact: false });
    },
  );

  it('is begun from the menu, with sound alone where that is wished', async () => {
    const { user, room } = await openPage({ state: inRoom([amara]) });
    await press(user, 'Start recording');
    await user.click(await screen.findByRole('switch', { name: 'Sound only' }));
    await user.click(screen.getByRole('button', { name: 'Start recording' }));
    expect(room.calls.at(-1)).toEqual({ name: 'startRecording', args: [{ audioOnly: true }] });
  });

  it('asks before it is stopped', async () => {
    const { user, called } = await openPage({ state: inRoom([amara], { recording }) });
    await press(user, 'Stop recording');
    expect(called()).not.toContain('stopRecording');
    await user.click(await screen.findByRole('button', { name: 'Stop recording' }));
    expect(called()).toContain('stopRecording');
  });

  it('asks who has not agreed, and lets them stay or go, but not look away', async () => {
    const asked = { ...recording, requiresConsent: true };
    const { user, called } = await openPage({ state: inRoom([amara], { recording: asked }) });
    await screen.findByRole('dialog', { name: 'This call is recorded' });
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Agree and stay' }));
    expect(called()).toContain('consent');
  });
});

describe('a live stream', () => {
  it('goes to the servers that are named, whose keys are sent once and shown nowhere', async () => {
    const { user, room } = await openPage({ state: inRoom([amara]) });
    await press(user, 'Start a live stream');
    await user.type(
      await screen.findByLabelText('Server of a streaming service'),
      'rtmp://live.example.com/app',
    );
    const key = screen.getByLabelText('Stream key');
    expect(key.getAttribute('type')).toBe('password');
    await user.type(key, 'secret');
    await user.click(screen.getByRole('button', { name: 'Go live' }));
    expect(room.calls.at(-1)).toEqual({
      name: 'startStream',
      args: [{ hls: true, rtmpUrls: ['rtmp://live.example.com/app/secret'] }],
    });
    expect(document.body.innerHTML).not.toContain('secret');
  });

  it('is not begun with an address that is none, and says what one looks like', async () => {
    const { user, called } = await openPage({ state: inRoom([amara]) });
    await press(user, 'Start a live stream');
    await user.type(
      await screen.findByLabelText('Server of a streaming service'),
      'https://live.example.com',
    );
    await user.click(screen.getByRole('button', { name: 'Go live' }));
    expect(screen.getByText(/starts with rtmp/)).toBeTruthy();
    expect(called()).not.toContain('startStream');
  });

  it('tells how many watch, and how each server is doing', async () => {
    const { user } = await openPage({ state: inRoom([amara, viewer], { stream }) });
    expect((await screen.findAllByText('1 person watches')).length).toBeGreaterThan(0);
    await press(user, 'Live stream');
    expect(await screen.findByText('live.example.com')).toBeTruthy();
    expect(screen.getByText('Tries again')).toBeTruthy();
  });
});

describe('who watches the stream', () => {
  const watching = {
    ...me,
    role: 'attendee' as const,
    receive: 'stream' as const,
    audio: false,
    video: false,
  };

  it('has no camera and no microphone, but chat and a hand, and words before it begins', async () => {
    const state = {
      ...inRoom([amara], {}, watching),
      stream: { ...initialStream, status: 'waiting' as const },
    };
    await openPage({ state });
    expect(await screen.findByText('The live stream has not begun.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^(Mute|Unmute|Start video|Stop video|Share)$/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Raise hand' })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Chat/ })).toBeTruthy();
  });
});
