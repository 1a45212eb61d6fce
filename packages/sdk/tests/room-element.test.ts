import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CloudMeetRoomElement } from '../src/index.ts';
import { installFakeRooms, letIn, otherPage, roomOrigin, roomPage, refuse } from './fake-rooms.ts';
import type { FakeRooms } from './fake-rooms.ts';

/** Waits for it, for as long as a busy machine may take. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

let rooms: FakeRooms;

beforeEach(() => {
  rooms = installFakeRooms();
  letIn(rooms);
});
afterEach(() => rooms.restore());

const events = ['loading', 'loaded', 'joined-meeting', 'left-meeting', 'error', 'participant-joined'];

function place(
  attributes: Record<string, string>,
  prepare: (element: CloudMeetRoomElement) => void = () => undefined,
) {
  const element = document.createElement('cloudmeet-room');
  const seen: CustomEvent[] = [];
  for (const name of events) element.addEventListener(name, (event) => seen.push(event as CustomEvent));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  prepare(element);
  document.body.append(element);
  return { element, seen, names: () => seen.map((event) => event.type) };
}
const joins = () => rooms.requests.filter((one) => one.method === 'join').map((one) => one.params);

describe('<cloudmeet-room>', () => {
  it('joins with what its attributes say, and dispatches every event', async () => {
    const { element, seen, names } = place({
      url: roomPage,
      token: 't',
      'user-name': 'Ada',
      lang: 'el',
      theme: '{"accent": "#112233"}',
      'start-audio-off': '',
      prejoin: '',
      title: 'Lesson',
    });
    await until(() => expect(names()).toContain('joined-meeting'));
    expect(element).toBeInstanceOf(CloudMeetRoomElement);
    expect(element.querySelector('iframe')?.title).toBe('Lesson');
    expect(joins()).toEqual([
      {
        token: 't',
        userName: 'Ada',
        lang: 'el',
        theme: { accent: '#112233' },
        startAudioOff: true,
        startVideoOff: false,
        prejoin: true,
      },
    ]);
    expect(seen.at(-1)?.detail).toMatchObject({ action: 'joined-meeting', role: 'attendee' });
    expect(element.frame?.meetingState()).toBe('joined-meeting');
  });

  it.each([
    ['the token in its url', { url: `${roomPage}#token=u` }, 'u'],
    [
      'room and deployment apart',
      { 'room-url': roomOrigin, 'room-id': roomPage.split('/').at(-1) ?? '', token: 'a' },
      'a',
    ],
  ])('joins with %s', async (_words, attributes, token) => {
    const { names } = place(attributes);
    await until(() => expect(names()).toContain('joined-meeting'));
    expect(joins()).toMatchObject([{ token }]);
    expect(rooms.addresses).toEqual([roomPage]);
  });

  it('joins with getToken', async () => {
    const { names } = place({ url: roomPage }, (element) => (element.getToken = async () => 'got'));
    await until(() => expect(names()).toContain('joined-meeting'));
    expect(joins()).toMatchObject([{ token: 'got' }]);
  });

  it('only loads the room without a token, and can be told to join', async () => {
    const { element, names } = place({ url: roomPage });
    await until(() => expect(names()).toEqual(['loading', 'loaded']));
    await element.frame?.join({ token: 'later' });
    expect(joins()).toMatchObject([{ token: 'later' }]);
  });

  it('moves to another room when its attributes change, once for those that change together', async () => {
    const { element, names } = place({ url: roomPage, token: 'one' });
    await until(() => expect(names()).toContain('joined-meeting'));
    element.setAttribute('token', 'two');
    element.setAttribute('url', otherPage);
    await until(() => expect(joins()).toHaveLength(2));
    expect(joins()).toMatchObject([{ token: 'one' }, { token: 'two' }]);
    expect(names()).toContain('left-meeting');
    expect(rooms.addresses).toEqual([roomPage, otherPage]);
  });

  it('changes language and theme where it is', async () => {
    const { element, names } = place({ url: roomPage, token: 't' });
    await until(() => expect(names()).toContain('joined-meeting'));
    element.setAttribute('lang', 'el');
    element.setAttribute('theme', '{"radius": 0}');
    await until(() => expect(rooms.requests.slice(1)).toHaveLength(2));
    expect(rooms.requests.slice(1)).toEqual([
      { method: 'setLang', params: { lang: 'el' } },
      { method: 'setTheme', params: { theme: { radius: 0 } } },
    ]);
  });

  it('destroys its frame when it is taken out, and starts again when it is put back', async () => {
    const { element, names } = place({ url: roomPage, token: 't' });
    await until(() => expect(names()).toContain('joined-meeting'));
    element.remove();
    expect(element.frame).toBeUndefined();
    expect(element.querySelector('iframe')).toBeNull();
    document.body.append(element);
    await until(() => expect(joins()).toHaveLength(2));
    expect(element.querySelectorAll('iframe')).toHaveLength(1);
  });

  it.each([
    ['an address that is none', { url: 'nowhere', token: 't' }],
    ['a theme that is no JSON', { url: roomPage, token: 't', theme: '{' }],
  ])('dispatches error for %s, and recovers when it is mended', async (_words, attributes) => {
    const { element, seen, names } = place(attributes);
    await until(() => expect(names()).toEqual(['error']));
    expect(seen[0]?.detail).toMatchObject({ action: 'error', error: { code: 'invalid-argument' } });
    element.setAttribute('url', roomPage);
    element.removeAttribute('theme');
    await until(() => expect(names()).toContain('joined-meeting'));
  });

  it('dispatches error once when joining fails', async () => {
    rooms.answers.join = refuse('token-expired', true);
    const { seen, names } = place({ url: roomPage, token: 't' });
    await until(() => expect(names()).toContain('error'));
    expect(seen.filter((event) => event.type === 'error')).toHaveLength(1);
    expect(seen.at(-1)?.detail.error).toMatchObject({ code: 'token-expired' });
  });
});
