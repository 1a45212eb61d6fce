import { CloudMeetError } from '@cloudmeet/contracts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openChannel } from '../src/open-channel.ts';
import type { Channel } from '../src/index.ts';

/** Waits for it, for as long as a busy machine may take. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

const faults: unknown[] = [];
const onFault = (fault: unknown) => void faults.push(fault);
let ours: Channel;
let theirs: Channel;
/** A side that says what it likes, on a line of its own with `victim`. */
let hostile: MessagePort;
let victim: Channel;

beforeEach(() => {
  const honest = new MessageChannel();
  ours = openChannel(honest.port1, 1, { onFault }).channel;
  theirs = openChannel(honest.port2, 1, { onFault }).channel;
  const wild = new MessageChannel();
  hostile = wild.port1;
  victim = openChannel(wild.port2, 1, { onFault }).channel;
});
afterEach(() => {
  for (const channel of [ours, theirs, victim]) channel.close();
  hostile.close();
  faults.length = 0;
});

/** Replies that reach the hostile side until the given number is there. */
async function replies(count: number, send: () => void): Promise<{ id: number; error?: { code: string } }[]> {
  const got: { id: number; error?: { code: string } }[] = [];
  hostile.onmessage = ({ data }: MessageEvent) => got.push(data);
  send();
  await until(() => expect(got).toHaveLength(count));
  return got;
}

describe('requests', () => {
  it('FC-11 are answered once each, by whoever handles them', async () => {
    theirs.handle('double', async (params) => Number(params) * 2);
    const asked = Array.from({ length: 100 }, (_, index) => ours.request('double', index));
    expect(await Promise.all(asked)).toEqual(asked.map((_, index) => index * 2));
  });

  it('FC-11 that are replayed do nothing', async () => {
    const handler = vi.fn(() => 'done');
    victim.handle('pay', handler);
    const message = { k: 'req', id: 5, method: 'pay', params: {} };
    const got = await replies(2, () => {
      for (const id of [5, 5, 4, 1, 5, 6]) hostile.postMessage({ ...message, id });
    });
    expect(got.map((one) => one.id)).toEqual([5, 6]);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype', 'then', 'nobody'])(
    'FC-12 for %s are unknown',
    async (method) => {
      await expect(ours.request(method)).rejects.toMatchObject({ code: 'command-unknown' });
    },
  );

  it('FC-12 reach a method of any name once it is registered, and no longer once it is taken back', async () => {
    const stop = theirs.handle('constructor', () => 'mine');
    await expect(ours.request('constructor')).resolves.toBe('mine');
    expect(() => theirs.handle('constructor', () => 0)).toThrow(/handled already/);
    stop();
    await expect(ours.request('constructor')).rejects.toMatchObject({ code: 'command-unknown' });
  });

  it('FC-13 come back with the words of the error', async () => {
    theirs.handle('join', () => {
      throw new CloudMeetError('token-expired', { errors: [{ pointer: '/exp', detail: 'is past' }] });
    });
    const error: unknown = await ours.request('join').catch((thrown: unknown) => thrown);
    const { message, fix } = new CloudMeetError('token-expired');
    expect(error).toMatchObject({
      name: 'CloudMeetError',
      code: 'token-expired',
      message,
      fix,
      fatal: true,
      errors: [{ pointer: '/exp', detail: 'is past' }],
    });
  });

  it('FC-13 hide what failed unexpectedly, and report it where it happened', async () => {
    const cause = new RangeError('secret at /etc/x');
    theirs.handle('join', () => Promise.reject(cause));
    const error: unknown = await ours.request('join').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(faults).toEqual([cause]);
  });

  it('FC-13 keep a code that only the other side knows', async () => {
    const asked = victim.request('x');
    hostile.postMessage({
      k: 'res',
      id: 1,
      error: { code: 'brand-new', message: 'New.', fatal: true, retryable: false, fix: 'Update.' },
    });
    await expect(asked).rejects.toMatchObject({
      code: 'brand-new',
      message: 'New.',
      fatal: true,
      fix: 'Update.',
    });
  });

  it('FC-14 ignore replies to unknown ids, second replies and malformed ones', async () => {
    const asked = victim.request('x');
    const wrong = [
      { k: 'res', id: 99, result: 'no' },
      { k: 'res', id: '1', result: 'no' },
      { k: 'res', id: -1, result: 'no' },
      { k: 'res', id: 2 ** 70, result: 'no' },
      { k: 'res', id: Number.NaN, result: 'no' },
      { k: 'res', id: 1, error: 'no' },
      { k: 'res', id: 1, error: { code: 7 } },
      { k: 'res', id: 1, error: null },
    ];
    for (const message of wrong) hostile.postMessage(message);
    hostile.postMessage({ k: 'res', id: 1, result: 'yes' });
    hostile.postMessage({ k: 'res', id: 1, result: 'twice' });
    await expect(asked).resolves.toBe('yes');
    expect(faults).toEqual([]);
  });

  it('FC-15 give up in time, and a reply after that changes nothing', async () => {
    let answer: (value: string) => void = () => undefined;
    theirs.handle('slow', () => new Promise((resolve) => (answer = resolve)));
    await expect(ours.request('slow', {}, { timeoutMs: 5 })).rejects.toMatchObject({ code: 'timeout' });
    answer('late');
    theirs.handle('next', () => 1);
    await expect(ours.request('next')).resolves.toBe(1);
  });

  const uncopyable = {
    'a function': () => 0,
    'a symbol': Symbol('x'),
    'a getter that throws': Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    }),
  };
  it.each(Object.entries(uncopyable))('FC-15 with %s are refused and not sent', async (_name, params) => {
    await expect(ours.request('x', params)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('FC-13 whose result cannot be copied fail as internal', async () => {
    theirs.handle('bad', () => () => 0);
    await expect(ours.request('bad')).rejects.toMatchObject({ code: 'internal' });
    expect(faults).toHaveLength(1);
  });

  it('FC-16 beyond 256 unanswered ones are called flooding, and the first are answered all the same', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    victim.handle('wait', () => held);
    const got = await replies(9744, () => {
      for (let id = 1; id <= 10_000; id += 1)
        hostile.postMessage({ k: 'req', id, method: 'wait', params: {} });
    });
    expect(new Set(got.map((one) => one.error?.code))).toEqual(new Set(['flooding']));
    const answered = await replies(256, () => release());
    expect(answered.every((one) => one.error === undefined)).toBe(true);
  });
});

describe('events', () => {
  it('FC-17 arrive in order, at those who listen for them and at those who listen for all', async () => {
    const got: unknown[] = [];
    const all: string[] = [];
    ours.on('count', (payload) => got.push(payload));
    ours.on('*', (_payload, event) => all.push(event));
    for (let count = 0; count < 10_000; count += 1) theirs.emit('count', count);
    theirs.emit('end', {});
    await until(() => expect(all.at(-1)).toBe('end'));
    expect(got).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(all).toHaveLength(10_001);
  });

  it('FC-17 are heard by everyone although one listener throws, and by nobody who has left', async () => {
    const heard: string[] = [];
    ours.on('x', () => {
      throw new Error('mine');
    });
    const stop = ours.on('x', () => heard.push('left'));
    ours.on('x', () => heard.push('stayed'));
    stop();
    theirs.emit('x', {});
    await until(() => expect(heard).toEqual(['stayed']));
    expect(faults).toHaveLength(1);
  });

  it('FC-17 named * reach those who listen for all once', async () => {
    const all: string[] = [];
    ours.on('*', (_payload, event) => all.push(event));
    theirs.emit('*', {});
    theirs.emit('end', {});
    await until(() => expect(all).toEqual(['*', 'end']));
  });
});

describe('what arrives', () => {
  const noise = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
  const message = fc.record(
    {
      k: fc.constantFrom('req', 'res', 'evt', 'ready', 'constructor', 7),
      id: fc.oneof(fc.integer(), fc.double(), fc.string(), fc.constant(2 ** 60)),
      method: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor'), noise),
      event: fc.oneof(fc.string(), noise),
      params: noise,
      error: noise,
      version: noise,
    },
    { requiredKeys: [] },
  );

  it('FC-10 may be anything: nothing throws, nothing is called, and the channel goes on', async () => {
    const handler = vi.fn(() => 'ok');
    victim.handle('only', handler);
    let sent = 0;
    fc.assert(
      fc.property(fc.oneof(message, noise), (data) => {
        hostile.postMessage(data);
        sent += 1;
      }),
      { seed: 20261121, numRuns: 2000 },
    );
    expect(sent).toBeGreaterThan(1000);
    const got = new Promise((resolve) => {
      hostile.onmessage = ({ data }: MessageEvent) => {
        if (data.id === Number.MAX_SAFE_INTEGER) resolve(data);
      };
    });
    hostile.postMessage({ k: 'req', id: Number.MAX_SAFE_INTEGER, method: 'only', params: {} });
    expect(await got).toMatchObject({ result: 'ok' });
    expect(handler).toHaveBeenCalledTimes(1);
    expect(faults).toEqual([]);
  });

  it('FC-10 cannot bring ports in', async () => {
    const extra = new MessageChannel();
    const gone = new Promise((resolve) => extra.port1.addEventListener('close', resolve));
    hostile.postMessage({ k: 'evt', event: 'x', payload: {} }, [extra.port2]);
    await gone;
    extra.port1.close();
  });

  it('FC-10 cannot change what objects are', async () => {
    const got = new Promise<unknown>((resolve) => victim.on('x', resolve));
    hostile.postMessage({ k: 'evt', event: 'x', payload: JSON.parse('{"__proto__": {"polluted": true}}') });
    await got;
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('the end', () => {
  it('FC-18 is told, rejects what waits, and may come twice', async () => {
    theirs.handle('never', () => new Promise(() => undefined));
    ours.handle('never', () => new Promise(() => undefined));
    const mine = ours.request('never');
    const other = theirs.request('never');
    ours.close();
    ours.close();
    await expect(mine).rejects.toMatchObject({ code: 'destroyed' });
    await expect(other).rejects.toMatchObject({ code: 'unavailable' });
    expect(await ours.closed).toBe('closed');
    expect(await theirs.closed).toBe('peer-closed');
    await expect(ours.request('x')).rejects.toMatchObject({ code: 'destroyed' });
    await expect(theirs.request('x')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('FC-18 is the end of all events, sent or heard', async () => {
    const heard = vi.fn();
    ours.on('x', heard);
    theirs.on('x', heard);
    ours.close();
    ours.emit('x', {});
    theirs.emit('x', {});
    await theirs.closed;
    expect(heard).not.toHaveBeenCalled();
  });

  it('FC-18 lets a message through that was sent before', async () => {
    const heard = new Promise((resolve) => theirs.on('last', resolve));
    ours.emit('last', { words: 1 });
    ours.close();
    expect(await heard).toEqual({ words: 1 });
  });

  it('FC-19 comes too when the other side is gone without a word', async () => {
    const asked = victim.request('x');
    hostile.close();
    expect(await victim.closed).toBe('peer-gone');
    await expect(asked).rejects.toMatchObject({ code: 'unavailable' });
  });
});
