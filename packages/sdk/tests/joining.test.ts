import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CloudMeetError, createFrame } from '../src/index.ts';
import type { CloudMeetFrame, FrameEvent, FrameOptions, JoinOptions } from '../src/index.ts';
import {
  installFakeRooms,
  letIn,
  otherPage,
  person,
  roomOrigin,
  roomPage,
  refuse,
  wire,
} from './fake-rooms.ts';
import type { FakeRooms } from './fake-rooms.ts';

/** Waits for it, for as long as a busy machine may take. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

let rooms: FakeRooms;
const frames: CloudMeetFrame[] = [];
const seen: FrameEvent[] = [];

beforeEach(() => {
  rooms = installFakeRooms();
  letIn(rooms);
});
afterEach(async () => {
  for (const frame of frames.splice(0)) await frame.destroy();
  seen.length = 0;
  vi.useRealTimers();
  rooms.restore();
});

function create(options?: FrameOptions): CloudMeetFrame {
  const frame = createFrame(document.body, options);
  frame.on('*', (event) => seen.push(event));
  frames.push(frame);
  return frame;
}
const actions = () => seen.map((event) => event.action);
const joins = () => rooms.requests.filter((one) => one.method === 'join').map((one) => one.params);
const failure = async (promise: Promise<unknown>): Promise<CloudMeetError> => {
  const thrown: unknown = await promise.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(CloudMeetError);
  return thrown as CloudMeetError;
};

describe('join', () => {
  it('loads the room, joins, tells each step and resolves with the participants', async () => {
    letIn(rooms, person('par_2'));
    const frame = create();
    expect(frame.meetingState()).toBe('new');
    const participants = await frame.join({
      url: roomPage,
      token: 't',
      userName: 'Ada',
      startAudioOff: true,
    });
    expect(participants.local).toMatchObject({ id: 'par_me', userName: 'Ada' });
    expect(participants.par_2).toMatchObject({ local: false });
    expect(participants).toBe(frame.participants());
    expect(frame.participantCounts()).toEqual({ present: 2, waiting: 0 });
    expect([frame.localAudio(), frame.localVideo()]).toEqual([true, false]);
    expect(frame.meetingState()).toBe('joined-meeting');
    expect(actions()).toEqual(['loading', 'loaded', 'joining-meeting', 'joined-meeting']);
    expect(joins()).toMatchObject([{ token: 't', userName: 'Ada', startAudioOff: true }]);
  });

  it('FC-20 takes the token out of a joinUrl: it never becomes part of the address of the frame', async () => {
    await create().join({ url: `${roomPage}?x=1#token=secret.a.b` });
    expect(joins()).toMatchObject([{ token: 'secret.a.b' }]);
    expect(rooms.addresses).toEqual([`${roomPage}?x=1`]);
    expect(document.documentElement.outerHTML).not.toContain('secret');
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it('finds the room by id where the deployment is known', async () => {
    await create({ roomUrl: `${roomOrigin}/` }).join({ roomId: roomPage.split('/').at(-1), token: 't' });
    expect(rooms.addresses).toEqual([roomPage]);
  });

  it('fetches a token where it is told how, at the same time as the page', async () => {
    const getToken = vi.fn(async () => 'fetched');
    await create({ url: roomPage, getToken }).join();
    expect(joins()).toMatchObject([{ token: 'fetched' }]);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  it.each<[string, FrameOptions, JoinOptions, string]>([
    ['of join over the one in its url', {}, { url: `${roomPage}#token=url`, token: 'own' }, 'own'],
    ['in the url over the one of the frame', { token: 'default' }, { url: `${roomPage}#token=url` }, 'url'],
    ['of join over getToken of the frame', { getToken: () => 'got' }, { url: roomPage, token: 'own' }, 'own'],
    [
      'of getToken over the one of the frame',
      { token: 'default', getToken: () => 'got' },
      { url: roomPage },
      'got',
    ],
    ['of the frame without any other', { token: 'default' }, { url: roomPage }, 'default'],
    ['in the url of the frame', { url: `${roomPage}#token=url` }, {}, 'url'],
  ])('prefers the token %s', async (_words, options, given, token) => {
    await create(options).join(given);
    expect(joins()).toMatchObject([{ token }]);
  });

  it.each([
    ['no address', { token: 't' }],
    ['an id without a deployment', { roomId: 'rm_x', token: 't' }],
    ['an address that is none', { url: 'rooms', token: 't' }],
    ['a script', { url: 'javascript:alert(1)//r/rm_x', token: 't' }],
    ['a data address', { url: 'data:text/html,/r/rm_x', token: 't' }],
    ['credentials in the address', { url: roomPage.replace('//', '//me:pw@'), token: 't' }],
    ['another page', { url: `${roomOrigin}/login`, token: 't' }],
    ['an id that is a path', { roomUrl: roomOrigin, roomId: '../../login', token: 't' }],
    ['no token', { url: roomPage }],
    ['an empty token', { url: roomPage, token: '' }],
    ['a token that is none', { url: roomPage, getToken: () => undefined as never }],
  ])('refuses %s', async (_words, given) => {
    expect(await failure(create().join(given))).toMatchObject({ code: 'invalid-argument' });
  });

  it('says why getToken failed, and keeps the cause', async () => {
    const cause = new Error('503 from our server');
    const error = await failure(
      create().join({
        url: roomPage,
        getToken: () => {
          throw cause;
        },
      }),
    );
    expect(error).toMatchObject({ code: 'invalid-argument', message: expect.stringContaining('503'), cause });
  });

  it('rejects with the words of the room, which need not be known here', async () => {
    rooms.answers.join = refuse('brand-new', true);
    const frame = create();
    expect(await failure(frame.join({ url: roomPage, token: 't' }))).toMatchObject({
      code: 'brand-new',
      message: 'It is brand-new.',
      fatal: true,
      fix: 'Mend brand-new.',
    });
    expect(seen.at(-1)).toMatchObject({ action: 'error', error: { code: 'brand-new' } });
  });

  it('tells a failure once when the room has told it already', async () => {
    rooms.answers.join = () => {
      rooms.page().emit('error', { error: wire('room-full') });
      return refuse('room-full')();
    };
    await failure(create().join({ url: roomPage, token: 't' }));
    expect(actions().filter((action) => action === 'error')).toHaveLength(1);
  });

  it('can be tried again after it failed', async () => {
    rooms.answers.join = refuse('token-expired');
    const frame = create();
    await failure(frame.join({ url: roomPage, token: 'old' }));
    letIn(rooms);
    await frame.join({ url: roomPage, token: 'new' });
    expect(rooms.addresses).toHaveLength(1);
  });

  it('FC-22 waits in the lobby for as long as it takes', async () => {
    let letThem: () => void = () => undefined;
    const { join } = rooms.answers;
    rooms.answers.join = async (params: never) => {
      rooms.page().snapshot({ meetingState: 'waiting' });
      rooms.page().emit('access-state-updated', { access: 'lobby' });
      await new Promise<void>((resolve) => (letThem = resolve));
      return join?.(params);
    };
    const frame = create();
    const joined = frame.join({ url: roomPage, token: 't' });
    await until(() => expect(actions()).toContain('access-state-updated'));
    expect(frame.meetingState()).toBe('waiting');
    letThem();
    await joined;
    expect(frame.meetingState()).toBe('joined-meeting');
  });

  it('refuses a second one while the first is there or on its way', async () => {
    const frame = create();
    const first = frame.join({ url: roomPage, token: 't' });
    expect(await failure(frame.join({ url: roomPage, token: 't' }))).toMatchObject({ code: 'conflict' });
    await first;
    expect(await failure(frame.join({ url: roomPage, token: 't' }))).toMatchObject({ code: 'conflict' });
    expect(joins()).toHaveLength(1);
  });
});

describe('leave', () => {
  it('leaves, and the frame can join again without loading the page again', async () => {
    const frame = create();
    await frame.join({ url: roomPage, token: 'one' });
    await frame.leave();
    expect(frame.meetingState()).toBe('left-meeting');
    await frame.join({ url: roomPage, token: 'two' });
    expect(joins()).toMatchObject([{ token: 'one' }, { token: 'two' }]);
    expect(rooms.addresses).toHaveLength(1);
  });

  it('lets a join that follows at once wait for it, also to another room', async () => {
    const frame = create();
    await frame.join({ url: roomPage, token: 'one' });
    const left = frame.leave();
    await frame.join({ url: otherPage, token: 'two' });
    await left;
    expect(rooms.addresses).toEqual([roomPage, otherPage]);
    expect(frame.meetingState()).toBe('joined-meeting');
  });

  it('gives up a join that is under way, whose request is then never sent', async () => {
    const frame = create();
    const joining = frame.join({ url: roomPage, token: 't' });
    await frame.leave();
    expect(await failure(joining)).toMatchObject({ code: 'not-joined' });
    await frame.join({ url: roomPage, token: 'second' });
    expect(joins()).toMatchObject([{ token: 'second' }]);
    expect(actions()).not.toContain('error');
  });

  it('FC-23 is no error where there is nothing to leave', async () => {
    const frame = create();
    await frame.leave();
    await frame.join({ url: roomPage, token: 't' });
    await frame.leave();
    await frame.leave();
  });
});

describe('coming back', () => {
  it('joins again with a fresh token when the frame is loaded anew', async () => {
    let count = 0;
    const frame = create();
    await frame.join({ url: roomPage, getToken: () => `token-${(count += 1)}`, userName: 'Ada' });
    seen.length = 0;
    rooms.page().leave();
    frame.iframe().src = roomPage;
    await until(() => expect(actions()).toContain('joined-meeting'));
    expect(actions()).toEqual(['left-meeting', 'loading', 'loaded', 'joining-meeting', 'joined-meeting']);
    expect(seen[0]).toMatchObject({ reason: 'connection-lost' });
    expect(joins()).toMatchObject([{ token: 'token-1' }, { token: 'token-2', userName: 'Ada' }]);
  });

  it('FC-25 gives the frame a fresh token when it asks', async () => {
    let count = 0;
    await create().join({ url: roomPage, getToken: () => `token-${(count += 1)}` });
    expect(await rooms.page().ask('getToken')).toMatchObject({ result: { token: 'token-2' } });
  });

  it('FC-25 gives it the token it has where there is no other', async () => {
    await create().join({ url: `${roomPage}#token=only` });
    expect(await rooms.page().ask('getToken')).toMatchObject({ result: { token: 'only' } });
  });

  it('FC-25 says so where there is none', async () => {
    create({ url: roomPage });
    await until(() => expect(actions()).toContain('loaded'));
    expect(await rooms.page().ask('getToken')).toMatchObject({ error: { code: 'invalid-argument' } });
  });

  it('stays away after leave, and when the iframe is taken out of the page', async () => {
    const frame = create();
    await frame.join({ url: roomPage, token: 't' });
    await frame.leave();
    rooms.page().leave();
    frame.iframe().src = roomPage;
    await until(() => expect(actions().filter((action) => action === 'loaded')).toHaveLength(2));
    frame.iframe().remove();
    rooms.page().leave();
    await until(() => expect(actions().at(-1)).toBe('error'));
    expect(await failure(frame.raiseHand())).toMatchObject({ code: 'unavailable' });
    expect(joins()).toHaveLength(1);
  });
});
