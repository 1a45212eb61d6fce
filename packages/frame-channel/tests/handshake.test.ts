import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectToFrame, listenForParent } from '../src/index.ts';
import type { Channel } from '../src/index.ts';
import { countHeld } from './held.ts';
import { createTwoWindows, parentOrigin, roomOrigin } from './two-windows.ts';
import type { TwoWindows } from './two-windows.ts';

/** Waits for it, for as long as a busy machine may take. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

let windows: TwoWindows;
const opened: Channel[] = [];
const give = new AbortController();

beforeEach(() => {
  windows = createTwoWindows();
});
afterEach(() => {
  for (const channel of opened.splice(0)) channel.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
  windows.restore();
});

const keep = (channel: Channel) => (opened.push(channel), channel);
const connect = (more: Partial<Parameters<typeof connectToFrame>[0]> = {}) =>
  connectToFrame({ iframe: windows.iframe, roomOrigin, ...more }).then(keep);
const listen = (more: Partial<Parameters<typeof listenForParent>[0]> = {}) =>
  listenForParent({ allowedOrigins: [parentOrigin], ...more }).then(keep);
const hello = (from: Partial<{ source: unknown; origin: string; data: unknown }> = {}) =>
  windows.deliver({ source: windows.frameWindow, origin: roomOrigin, data: { cloudmeet: 'hello' }, ...from });
const offers = () => windows.sentTo('frame').filter((one) => one.ports.length > 0);

async function both() {
  return Promise.all([connect(), listen()]);
}

describe('a handshake', () => {
  it('FC-1 begins with a hello that says nothing else, the only message to anybody', async () => {
    await both();
    const hellos = windows.sentTo('parent').filter((one) => one.targetOrigin === '*');
    expect(hellos.length).toBeGreaterThan(0);
    for (const one of hellos) expect(one.data).toEqual({ cloudmeet: 'hello' });
    expect(windows.posted.filter((one) => one.targetOrigin === '*')).toEqual(hellos);
  });

  it('FC-1 repeats hello for a parent that comes late, and stops once connected', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const frame = listen();
    vi.advanceTimersByTime(1000);
    expect(windows.sentTo('parent')).toHaveLength(5);
    const parent = connect();
    vi.advanceTimersByTime(250);
    await Promise.all([frame, parent]);
    const before = windows.sentTo('parent').length;
    vi.advanceTimersByTime(5000);
    expect(windows.sentTo('parent')).toHaveLength(before);
  });

  const strangers = {
    'another window': { source: {} },
    'no window': { source: null },
    'another origin': { origin: 'https://rooms.example.org' },
    'an origin that ends alike': { origin: 'https://evil-rooms.example.com' },
    'an origin that begins alike': { origin: `${roomOrigin}.evil.example` },
    'the other scheme': { origin: roomOrigin.replace('https', 'http') },
    'another port': { origin: `${roomOrigin}:8443` },
    'no origin': { origin: 'null' },
    'an empty origin': { origin: '' },
    'not our words': { data: { cloudmeet: 'hullo' } },
    'a text': { data: 'hello' },
    'a list': { data: ['cloudmeet', 'hello'] },
    nothing: { data: null },
  };
  it.each(Object.entries(strangers))('FC-2 offers no port to %s', async (_name, from) => {
    const parent = connect({ signal: give.signal, timeoutMs: 30 });
    hello(from);
    await expect(parent).rejects.toMatchObject({ code: 'timeout' });
    expect(windows.posted).toEqual([]);
  });

  it('FC-3 sends one port and the versions to the exact origin, and no second within a second', async () => {
    const parent = connect({ timeoutMs: 50 });
    for (let count = 0; count < 50; count += 1) hello();
    expect(offers()).toHaveLength(1);
    expect(offers()[0]).toMatchObject({
      targetOrigin: roomOrigin,
      data: { cloudmeet: 'connect', versions: { min: 1, max: 1 } },
    });
    await expect(parent).rejects.toMatchObject({ code: 'timeout' });
  });

  it('FC-3 replaces an offer that was lost', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    windows.cut();
    const parent = connect();
    hello();
    windows.mend();
    vi.advanceTimersByTime(1001);
    const [channel] = await Promise.all([parent, listen()]);
    expect(channel.version).toBe(1);
    expect(offers()).toHaveLength(2);
  });

  const wrongOffers = {
    'from another window': { source: {} },
    'without a port': { ports: 0 },
    'with two ports': { ports: 2 },
    'without versions': { data: { cloudmeet: 'connect' } },
    'with versions that are no range': { data: { cloudmeet: 'connect', versions: { min: 2, max: 1 } } },
    'with versions that are no numbers': { data: { cloudmeet: 'connect', versions: { min: '1', max: '1' } } },
    'with a huge version': { data: { cloudmeet: 'connect', versions: { min: 1, max: 2 ** 60 } } },
    'of other words': { data: { cloudmeet: 'hello', versions: { min: 1, max: 1 } } },
  };
  it.each(Object.entries(wrongOffers))('FC-4 takes no offer %s', async (_name, offer) => {
    const held = countHeld();
    const frame = listen({ timeoutMs: 30 });
    const wrong: { source?: unknown; data?: unknown; ports?: number } = offer;
    const channels = Array.from({ length: wrong.ports ?? 1 }, () => new MessageChannel());
    windows.deliver({
      source: wrong.source ?? windows.parentWindow,
      origin: parentOrigin,
      data: wrong.data ?? { cloudmeet: 'connect', versions: { min: 1, max: 1 } },
      ports: channels.map((one) => one.port2),
    });
    await expect(frame).rejects.toMatchObject({ code: 'timeout' });
    for (const { port1, port2 } of channels) for (const port of [port1, port2]) port.close();
    expect(held.now()).toEqual({ listeners: 0, timers: 0, ports: 0 });
  });

  it.each(['https://app.example.org', 'https://x.app.example.com', 'http://app.example.com', 'null'])(
    'FC-5 refuses a parent of %s',
    async (allowed) => {
      const ends = await Promise.allSettled([connect(), listen({ allowedOrigins: [allowed] })]);
      expect(ends.map((end) => end.status === 'rejected' && end.reason)).toMatchObject([
        { code: 'origin-not-allowed' },
        { code: 'origin-not-allowed' },
      ]);
    },
  );

  it('FC-5 never takes the origin null, even if it stands in the list, and FC-6 tells it nothing', async () => {
    const frame = listen({ allowedOrigins: ['null'] });
    const { port1, port2 } = new MessageChannel();
    windows.deliver({
      source: windows.parentWindow,
      origin: 'null',
      data: { cloudmeet: 'connect', versions: { min: 1, max: 1 } },
      ports: [port2],
    });
    await expect(frame).rejects.toMatchObject({ code: 'origin-not-allowed' });
    expect(windows.sentTo('parent').filter((one) => one.targetOrigin !== '*')).toEqual([]);
    port1.close();
  });

  it('FC-6 says a refusal to the exact origin of the parent', async () => {
    await Promise.allSettled([connect(), listen({ versions: { min: 7, max: 9 } })]);
    expect(windows.sentTo('parent').at(-1)).toMatchObject({
      targetOrigin: parentOrigin,
      data: { cloudmeet: 'refused', code: 'protocol-mismatch' },
    });
  });

  it('FC-6 refuses a page that is not served securely', async () => {
    vi.stubGlobal('isSecureContext', false);
    const ends = await Promise.allSettled([connect(), listen()]);
    expect(ends).toMatchObject([
      { reason: { code: 'insecure-context' } },
      { reason: { code: 'insecure-context' } },
    ]);
  });

  it('FC-6 heeds a refusal only from the frame, and only for a known reason', async () => {
    const parent = connect({ timeoutMs: 30 });
    hello({ source: {}, data: { cloudmeet: 'refused', code: 'origin-not-allowed' } });
    hello({ data: { cloudmeet: 'refused', code: 'constructor' } });
    await expect(parent).rejects.toMatchObject({ code: 'timeout' });
  });

  it.each([
    [{ min: 1, max: 3 }, { min: 2, max: 9 }, 3],
    [{ min: 1, max: 9 }, { min: 2, max: 4 }, 4],
    [{ min: 5, max: 5 }, { min: 5, max: 5 }, 5],
  ])('FC-7 speaks the highest version of both: %j and %j make %i', async (ours, theirs, version) => {
    const [parent, frame] = await Promise.all([connect({ versions: ours }), listen({ versions: theirs })]);
    expect([parent.version, frame.version]).toEqual([version, version]);
  });

  it('FC-7 refuses a version that was not offered', async () => {
    const parent = connect();
    hello();
    offers()[0]?.ports[0]?.postMessage({ k: 'ready', version: 2 });
    await expect(parent).rejects.toMatchObject({ code: 'protocol-mismatch' });
  });

  it('FC-7 hears nothing before ready', async () => {
    const parent = connect({ timeoutMs: 30 });
    hello();
    for (const data of [null, { k: 'evt', event: 'x' }, { k: 'ready' }, { k: 'ready', version: '1' }])
      offers()[0]?.ports[0]?.postMessage(data);
    await expect(parent).rejects.toMatchObject({ code: 'timeout' });
  });

  it('FC-8 ends in time on both sides', async () => {
    vi.useFakeTimers();
    windows.cut();
    const ends = Promise.allSettled([connect(), listen({ timeoutMs: 9000 })]);
    await vi.advanceTimersByTimeAsync(9500);
    expect(await ends).toMatchObject([{ reason: { code: 'timeout' } }, { reason: { code: 'timeout' } }]);
  });

  it('FC-8 ends when its signal says so, with its reason', async () => {
    const controller = new AbortController();
    const ends = Promise.allSettled([
      connect({ signal: controller.signal }),
      listen({ signal: controller.signal }),
    ]);
    controller.abort(new TypeError('because'));
    expect(await ends).toMatchObject([
      { reason: { message: 'because' } },
      { reason: { message: 'because' } },
    ]);
    await expect(connect({ signal: controller.signal })).rejects.toThrow('because');
    await expect(listen({ signal: controller.signal })).rejects.toThrow('because');
  });

  it('FC-8 leaves no listener, timer or port, whether it succeeds, is refused or gives up', async () => {
    const held = countHeld();
    const [parent, frame] = await both();
    parent.close();
    await frame.closed;
    await Promise.allSettled([connect(), listen({ allowedOrigins: [] })]);
    const controller = new AbortController();
    windows.cut();
    const last = Promise.allSettled([
      connect({ signal: controller.signal }),
      listen({ signal: controller.signal }),
    ]);
    hello();
    controller.abort();
    await last;
    await until(() => expect(held.now()).toMatchObject({ listeners: 0, timers: 0 }));
    for (const one of offers()) for (const port of one.ports) port.close();
    expect(held.now().ports).toBe(0);
  });

  it('FC-9 a hello long after ready ends the channel: the frame was loaded anew', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const [parent] = await both();
    hello();
    vi.advanceTimersByTime(501);
    const pending = parent.request('join', {});
    hello();
    expect(await parent.closed).toBe('frame-reloaded');
    await expect(pending).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('FC-9 a hello that was under way before ready changes nothing', async () => {
    const [parent, frame] = await both();
    frame.handle('ask', () => 'answered');
    hello();
    await expect(parent.request('ask')).resolves.toBe('answered');
  });

  it.each(['*', 'null', '', 'rooms.example.com', `${roomOrigin}/`, `${roomOrigin}/r/1`])(
    'FC-2 is not even begun with %j for an origin',
    async (origin) => {
      await expect(connect({ roomOrigin: origin })).rejects.toMatchObject({ code: 'invalid-argument' });
    },
  );

  it('FC-4 is not even begun by a page that is in no frame', async () => {
    Object.defineProperty(window, 'parent', { value: window, configurable: true });
    await expect(listen()).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});
