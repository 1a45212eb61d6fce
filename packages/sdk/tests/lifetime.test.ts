import { frameAllow } from '@cloudmeet/contracts/frame';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CloudMeetError, createFrame, wrap } from '../src/index.ts';
import type { CloudMeetFrame } from '../src/index.ts';
import { installFakeRooms, letIn, roomPage } from './fake-rooms.ts';
import type { FakeRooms } from './fake-rooms.ts';

/** Waits for it, for as long as a busy machine may take. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

let rooms: FakeRooms;

beforeEach(() => {
  rooms = installFakeRooms();
  letIn(rooms);
});
afterEach(() => rooms.restore());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => String(Reflect.get(Object(error), 'code')),
  );
const connected = (frame: CloudMeetFrame) => until(() => expect(frame.meetingState()).toBe('loaded'));

function createIframe(allow = frameAllow): HTMLIFrameElement {
  const iframe = document.createElement('iframe');
  iframe.allow = allow;
  document.body.append(iframe);
  return iframe;
}

describe('createFrame', () => {
  it('fills its parent with a named iframe that has every permission', () => {
    const place = document.createElement('section');
    document.body.append(place);
    const iframe = createFrame(place, { title: 'Lesson 12', iframeStyle: { minHeight: '10px' } }).iframe();
    expect(iframe.parentElement).toBe(place);
    expect(iframe.allow).toBe(frameAllow);
    expect(iframe.title).toBe('Lesson 12');
    expect(iframe.style).toMatchObject({ width: '100%', height: '100%', minHeight: '10px' });
  });

  it.each([[undefined], [null], [{ title: 'Corner' }]])(
    'puts the room into a corner of the page without a parent: %j',
    (first) => {
      const iframe = createFrame(first as undefined).iframe();
      expect(iframe.parentElement).toBe(document.body);
      expect(iframe.style.position).toBe('fixed');
      expect(iframe.title).toBe(first?.title ?? 'Video meeting');
    },
  );

  it('throws for an address that is none, and leaves nothing behind', () => {
    expect(() => createFrame(document.body, { url: 'nowhere' })).toThrow(CloudMeetError);
    expect(document.querySelector('iframe')).toBeNull();
  });
});

describe('destroy', () => {
  it('removes the frame, tells it to leave, rejects what waits, and says nothing more', async () => {
    const frame = createFrame(document.body, { url: roomPage });
    await connected(frame);
    const heard = vi.fn();
    frame.on('*', heard);
    rooms.answers.raiseHand = () => new Promise(() => undefined);
    rooms.answers.join = () => new Promise(() => undefined);
    const waiting = [frame.raiseHand(), frame.join({ token: 't' })].map(codeOf);
    await until(() => expect(rooms.requests).toHaveLength(2));
    await frame.destroy();
    await frame.destroy();
    expect(await Promise.all(waiting)).toEqual(['destroyed', 'destroyed']);
    expect(document.querySelector('iframe')).toBeNull();
    await until(() => expect(rooms.page().heard).toEqual([{ k: 'bye' }]));
    expect(heard).not.toHaveBeenCalled();
    expect(frame.meetingState()).toBe('left-meeting');
    expect(frame.participants()).toEqual({});
  });

  it('in the middle of the handshake rejects join and what waits for it', async () => {
    rooms.loads = 'silent';
    const frame = createFrame(document.body);
    const waiting = [frame.join({ url: roomPage, token: 't' }), frame.raiseHand()].map(codeOf);
    await Promise.resolve();
    await frame.destroy();
    expect(await Promise.all(waiting)).toEqual(['destroyed', 'destroyed']);
  });

  it('while a token is fetched keeps the join from being sent', async () => {
    let give: (token: string) => void = () => undefined;
    const frame = createFrame(document.body, { url: roomPage });
    const joining = codeOf(frame.join({ getToken: () => new Promise((resolve) => (give = resolve)) }));
    await connected(frame);
    await frame.destroy();
    give('late');
    expect(await joining).toBe('destroyed');
    expect(rooms.requests).toEqual([]);
  });

  it('is the end: every command rejects with destroyed, and handlers are not kept', async () => {
    const frame = createFrame(document.body);
    await frame.destroy();
    expect(await codeOf(frame.join({ url: roomPage, token: 't' }))).toBe('destroyed');
    expect(await codeOf(frame.raiseHand())).toBe('destroyed');
    expect(await codeOf(frame.leave())).toBe('none');
    frame.on('error', () => expect.unreachable())();
    expect(document.querySelector('iframe')).toBeNull();
  });
});

describe('wrap', () => {
  it.each([
    ['no permission', ''],
    ['one permission missing', frameAllow.replace('; microphone', '')],
    ['one permission taken back', frameAllow.replace('camera', "camera 'none'")],
    ['a permission that only begins alike', frameAllow.replace('camera', 'cameraman')],
  ])('refuses an iframe with %s', (_words, allow) => {
    expect(() => wrap(createIframe(allow))).toThrow(expect.objectContaining({ code: 'missing-allow' }));
  });

  it.each([
    frameAllow,
    frameAllow.replaceAll('; ', ';'),
    frameAllow.replace('camera', "camera *  'self' "),
    `fullscreen;${frameAllow}`,
  ])('takes an iframe with %s', async (allow) => {
    await wrap(createIframe(allow)).destroy();
  });

  it('names what is missing', () => {
    const allow = frameAllow.replace('camera; microphone; ', '');
    expect(() => wrap(createIframe(allow))).toThrow(/lacks camera, microphone\./);
  });

  it('keeps the room that the iframe shows, and joins it without naming it again', async () => {
    const iframe = createIframe();
    iframe.src = roomPage;
    const frame = wrap(iframe);
    await frame.join({ token: 't' });
    expect(rooms.addresses).toEqual([roomPage]);
    await frame.destroy();
  });

  it('takes the token of a joinUrl that the iframe shows', async () => {
    const iframe = createIframe();
    iframe.src = `${roomPage}#token=shown`;
    const frame = wrap(iframe);
    await frame.join();
    expect(rooms.requests).toMatchObject([{ method: 'join', params: { token: 'shown' } }]);
    await frame.destroy();
  });

  it('leaves the iframe where it is when it is destroyed, so that it can be wrapped again', async () => {
    const iframe = createIframe();
    iframe.src = roomPage;
    const frame = wrap(iframe);
    expect(() => wrap(iframe)).toThrow(expect.objectContaining({ code: 'conflict' }));
    await connected(frame);
    await frame.destroy();
    expect(iframe.isConnected).toBe(true);
    await wrap(iframe).destroy();
  });

  it('FC-26 the frame listens again afterwards, and the next one connects to the same page', async () => {
    const iframe = createIframe();
    iframe.src = roomPage;
    const first = wrap(iframe);
    await connected(first);
    await first.destroy();
    const page = rooms.page();
    const again = setInterval(() => page.say({ cloudmeet: 'hello' }), 5);
    const second = wrap(iframe);
    await second.join({ token: 't' });
    clearInterval(again);
    expect(rooms.pages).toHaveLength(1);
    await second.destroy();
  });

  it('refuses an iframe that shows something else', () => {
    const iframe = createIframe();
    iframe.src = 'https://rooms.example.com/login';
    expect(() => wrap(iframe)).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });
});
