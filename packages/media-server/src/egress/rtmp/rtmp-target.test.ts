import { describe, expect, it } from 'vitest';
import type { RtmpChildListeners } from './rtmp-child.ts';
import type { RtmpSample, ToRtmp } from './rtmp-messages.ts';
import { RtmpTarget } from './rtmp-target.ts';

const beginning = {
  ...{ width: 640, height: 360, soundConfig: Buffer.alloc(2) },
  ...{ sequenceParameters: Buffer.from('s'), pictureParameters: Buffer.from('p') },
};
const secret = 'live_4711_secret';

function createWorld() {
  let nowMs = 0;
  let timers: { atMs: number; run: () => void }[] = [];
  const clock = {
    now: () => nowMs,
    after: (ms: number, run: () => void) => {
      const timer = { atMs: nowMs + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
  };
  const children: { listeners: RtmpChildListeners; told: ToRtmp[]; killed: boolean }[] = [];
  const states: string[] = [];
  const target = new RtmpTarget({
    target: { id: 't1', url: `rtmp://example.com/app/${secret}` },
    clock,
    start: (listeners) => {
      const child = { listeners, told: [] as ToRtmp[], killed: false };
      children.push(child);
      const kill = () => {
        child.killed = true;
        listeners.ended();
      };
      return { send: (message) => void child.told.push(message), kill };
    },
    onState: () => states.push(target.state.status),
  });
  const pass = (ms: number) => {
    for (const endMs = nowMs + ms; nowMs < endMs; nowMs += 50) {
      for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
        timers = timers.filter((one) => one !== timer);
        timer.run();
      }
      target.refresh();
    }
  };
  const samples = (count: number): RtmpSample[] =>
    Array.from({ length: count }, () => ({
      track: 'video',
      atMs: 0,
      keyframe: false,
      data: Buffer.from('x'),
    }));
  return { target, children, states, pass, samples, last: () => children.at(-1)! };
}

const mediaOf = ({ told }: { told: ToRtmp[] }) => told.filter(({ t }) => t === 'media').length;

describe('an RTMP target', () => {
  it('RTM-1 the address is in nothing but the one message to its process', () => {
    const { target, children, last, pass } = createWorld();
    target.begin(beginning);
    expect(last().told[0]).toMatchObject({ t: 'begin', url: expect.stringContaining(secret) });
    for (const reason of ['The server refuses connections.', 'The connection ended.']) {
      last().listeners.message({ t: 'failed', reason });
      expect(JSON.stringify(target.state)).not.toMatch(/secret|example/);
      pass(31_000);
    }
    expect(children.length).toBeGreaterThan(2);
  });

  it('RTM-2 sending begins with a keyframe, whenever the connection is there', () => {
    const { target, last, samples } = createWorld();
    target.begin(beginning);
    target.send(samples(8), true);
    last().listeners.message({ t: 'live' });
    target.send(samples(8), false);
    expect(mediaOf(last())).toBe(0);
    target.send(samples(8), true);
    target.send(samples(8), false);
    expect(mediaOf(last())).toBe(2);
    expect(target.state).toEqual({ id: 't1', status: 'live', detail: null });
  });

  it('RTM-3 a lost target is tried again after 1, 2, 4 … 30 s, and quickly again once it was steady', () => {
    const { target, children, last, pass } = createWorld();
    target.begin(beginning);
    const waits = Array.from({ length: 7 }, () => {
      last().listeners.message({ t: 'failed', reason: 'The server refuses connections.' });
      expect(target.state).toMatchObject({ status: 'retrying', detail: 'The server refuses connections.' });
      const [before, tries] = [children.length, { waitedMs: 0 }];
      while (children.length === before) {
        pass(50);
        tries.waitedMs += 50;
      }
      return Math.floor(tries.waitedMs / 1000);
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    last().listeners.message({ t: 'live' });
    pass(31_000);
    const count = children.length;
    last().listeners.ended();
    pass(1100);
    expect(children.length).toBe(count + 1);
  });

  it('RTM-4 a server that does not answer, and one that takes nothing any more, are given up', () => {
    const { target, children, last, pass, samples } = createWorld();
    target.begin(beginning);
    pass(10_100);
    expect(children[0]!.killed).toBe(true);
    expect(target.state).toMatchObject({ status: 'retrying', detail: 'The server does not answer.' });
    pass(1100);
    last().listeners.message({ t: 'live' });
    const wedged = last();
    for (let part = 0; part < 30; part += 1) {
      target.send(samples(24), part % 6 === 0);
      pass(333);
    }
    expect(wedged.killed).toBe(true);
    expect(target.state.detail).toBe('The server takes nothing any more.');
  });

  it('RTM-4 a slow line gets less, not later: it misses until a keyframe when it has caught up', () => {
    const { target, last, samples } = createWorld();
    target.begin(beginning);
    last().listeners.message({ t: 'live' });
    for (let part = 0; part < 60; part += 1) target.send(samples(24), part % 6 === 0);
    const sent = mediaOf(last());
    expect(sent).toBeLessThan(25);
    last().listeners.message({ t: 'written', samples: sent * 24 });
    target.send(samples(24), false);
    expect(mediaOf(last())).toBe(sent);
    target.send(samples(24), true);
    expect(mediaOf(last())).toBe(sent + 1);
  });

  it('RTM-3 closing says goodbye, does not wait for a server that hangs, and nothing is said after it', async () => {
    const { target, states, last, pass } = createWorld();
    target.begin(beginning);
    last().listeners.message({ t: 'live' });
    const closed = target.close();
    expect(last().told.at(-1)).toEqual({ t: 'end' });
    pass(2100);
    await closed;
    await target.close();
    expect(last().killed).toBe(true);
    last().listeners.message({ t: 'failed', reason: 'too late' });
    pass(60_000);
    expect(states).toEqual(['connecting', 'live', 'ended']);
  });

  it('pictures of another size begin another connection at once', () => {
    const { target, children } = createWorld();
    target.begin(beginning);
    target.begin({ ...beginning, width: 320 });
    expect(children.map(({ killed }) => killed)).toEqual([true, false]);
    expect(children[1]!.told[0]).toMatchObject({ width: 320 });
  });
});
