import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrame } from '../src/index.ts';
import type { CloudMeetFrame, FrameEvent } from '../src/index.ts';
import { installFakeRooms, letIn, otherPage, roomOrigin, roomPage } from './fake-rooms.ts';
import type { FakeRooms } from './fake-rooms.ts';

/** Waits for it, for as long as a busy machine may take. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

let rooms: FakeRooms;
let frame: CloudMeetFrame;
const seen: FrameEvent[] = [];

beforeEach(async () => {
  rooms = installFakeRooms();
  letIn(rooms);
  frame = createFrame(document.body);
  frame.on('*', (event) => seen.push(event));
  // happy-dom loads the empty page of a new iframe late; browsers do it at once.
  await new Promise((resolve) => frame.iframe().addEventListener('load', resolve, { once: true }));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
});
afterEach(async () => {
  await frame.destroy();
  seen.length = 0;
  vi.useRealTimers();
  rooms.restore();
});
const join = () => frame.join({ url: roomPage, token: 't' });
const actions = () => seen.map((event) => event.action);

/** The code join rejects with, and after how many milliseconds. */
async function failure(): Promise<{ code: string; afterMs: number }> {
  const startedAt = performance.now();
  const failed = join().then(
    () => expect.unreachable(),
    (error: unknown) => ({
      code: String(Reflect.get(Object(error), 'code')),
      afterMs: performance.now() - startedAt,
    }),
  );
  for (let count = 0; count < 100; count += 1) await vi.advanceTimersByTimeAsync(100);
  return failed;
}

describe('a frame that cannot connect says why', () => {
  it('origin-not-allowed, long before the time is up', async () => {
    rooms.loads = 'blocked';
    rooms.embedCheck = { allowed: false, reason: 'origin-not-allowed' };
    const { code, afterMs } = await failure();
    expect(code).toBe('origin-not-allowed');
    expect(afterMs).toBeLessThan(1000);
    expect(actions()).toEqual(['loading', 'load-attempt-failed', 'error']);
    expect(frame.meetingState()).toBe('error');
  });

  it('origin-not-allowed also when only the room page refuses', async () => {
    rooms.embedCheck = undefined;
    rooms.loads = 'well';
    const joining = join();
    await vi.advanceTimersByTimeAsync(0);
    rooms.page().say({ cloudmeet: 'refused', code: 'origin-not-allowed' });
    await expect(joining).rejects.toMatchObject({ code: 'origin-not-allowed', fatal: true });
  });

  it('blocked-by-frame-ancestors where the origin is allowed and an empty page loads', async () => {
    rooms.loads = 'blocked';
    const { code, afterMs } = await failure();
    expect(code).toBe('blocked-by-frame-ancestors');
    expect(afterMs).toBeLessThanOrEqual(10_000);
  });

  it('blocked-by-frame-ancestors where nobody can be asked but the page is itself in a foreign one', async () => {
    rooms.loads = 'blocked';
    rooms.embedCheck = undefined;
    const foreign = {
      get location(): Location {
        throw new DOMException('cross-origin', 'SecurityError');
      },
    };
    vi.spyOn(window, 'top', 'get').mockReturnValue(foreign as Window);
    expect((await failure()).code).toBe('blocked-by-frame-ancestors');
    vi.restoreAllMocks();
  });

  it.each([
    ['nothing ever loads', 'silent', { allowed: true }],
    ['an empty page loads and nobody can be asked', 'blocked', undefined],
    ['the check answers nonsense', 'blocked', 'nonsense'],
    ['the check answers no object', 'blocked', null],
  ] as const)('timeout where %s', async (_words, loads, embedCheck) => {
    Object.assign(rooms, { loads, embedCheck });
    const { code, afterMs } = await failure();
    expect(code).toBe('timeout');
    expect(afterMs).toBeLessThanOrEqual(10_000);
  });

  it('protocol-mismatch where the room speaks another version', async () => {
    rooms.version = 2;
    expect((await failure()).code).toBe('protocol-mismatch');
  });

  it('insecure-context at once, without loading anything more', async () => {
    vi.stubGlobal('isSecureContext', false);
    await expect(join()).rejects.toMatchObject({
      code: 'insecure-context',
      fix: expect.stringContaining('https'),
    });
  });

  it('and so do the commands that waited, and those that come later', async () => {
    rooms.loads = 'blocked';
    rooms.embedCheck = { allowed: false };
    const waiting = expect(frame.raiseHand()).rejects.toMatchObject({ code: 'origin-not-allowed' });
    await failure();
    await waiting;
    await expect(frame.raiseHand()).rejects.toMatchObject({ code: 'origin-not-allowed' });
  });

  it('and can be tried again, which loads the page again', async () => {
    rooms.loads = 'blocked';
    rooms.embedCheck = { allowed: false };
    await failure();
    Object.assign(rooms, { loads: 'well', embedCheck: { allowed: true } });
    const joined = join();
    await vi.advanceTimersByTimeAsync(100);
    await until(() => expect(frame.meetingState()).toBe('joined-meeting'));
    await joined;
    expect(rooms.addresses).toEqual([roomPage, roomPage]);
  });
});

describe('a frame that connects', () => {
  it('does so although the check cannot be reached', async () => {
    rooms.embedCheck = undefined;
    const joined = join();
    await vi.advanceTimersByTimeAsync(100);
    await joined;
  });

  it('loads at once where the address is known, so that joining is quick', async () => {
    const early = createFrame(document.body, { url: `${otherPage}#token=t` });
    await vi.advanceTimersByTimeAsync(100);
    await until(() => expect(early.meetingState()).toBe('loaded'));
    expect(rooms.addresses).toEqual([otherPage]);
    await early.destroy();
  });

  it('FC-2 does not take a window of the same origin for its own', async () => {
    rooms.loads = 'silent';
    const { code } = await (async () => {
      const failed = failure();
      dispatchEvent(
        new MessageEvent('message', {
          data: { cloudmeet: 'hello' },
          origin: roomOrigin,
          source: window as never,
        }),
      );
      return failed;
    })();
    expect(code).toBe('timeout');
  });
});
