import { seededRandom } from '@cloudmeet/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacketOrder } from './packet-order.ts';

/** Hands over packets numbered from 65000 on, and answers what came out: numbers in order and `gap`. */
function collect(options: { firstMs?: number } = {}) {
  const out: (number | 'gap')[] = [];
  const order = new PacketOrder<number>({
    ...options,
    onPacket: (packet) => out.push(packet),
    onGap: () => out.push('gap'),
  });
  const push = (n: number, nowMs: number) => order.push((65_000 + n) & 0xffff, n, nowMs);
  return { out, order, push };
}
const numbers = (out: readonly (number | 'gap')[]) => out.filter((one) => one !== 'gap');

describe('the order of a picture’s packets', () => {
  it('is that of the sender, each once, whatever order within reach and however often they come', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (seed, reach) => {
        const random = seededRandom(seed);
        const arrivals = Array.from({ length: 1200 }, (_, n) => ({ n, at: n + reach * random() }))
          .flatMap((one) => (random() < 0.05 ? [one, { ...one, at: one.at + 3 }] : [one]))
          .sort((a, b) => a.at - b.at);
        const { out, push } = collect();
        push(0, 0);
        for (const { n, at } of arrivals) push(n, at);
        expect(out).toEqual(Array.from({ length: 1200 }, (_, n) => n));
      }),
      { numRuns: 40 },
    );
  });

  it('never goes backwards, and says where something is missing', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const { out, push, order } = collect();
        for (let n = 0; n < 800; n += 1) {
          if (n === 0 || random() > 0.05) push(n, n * 2);
          order.expire(n * 2);
        }
        order.expire(10_000);
        const kept = numbers(out);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        out.forEach((one, at) => {
          const before = out[at - 1];
          if (typeof one === 'number' && typeof before === 'number') expect(one).toBe(before + 1);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('waits for what is missing, then goes on without it once', () => {
    const { out, push, order } = collect({ firstMs: 100 });
    push(0, 0);
    push(2, 10);
    push(3, 20);
    order.expire(109);
    expect(out).toEqual([0]);
    order.expire(110);
    expect(out).toEqual([0, 'gap', 2, 3]);
    push(1, 120);
    expect(out).toEqual([0, 'gap', 2, 3]);
  });

  it('learns how long packets take to come again, and waits no longer than that', () => {
    const slow = collect();
    const quick = collect();
    for (const [path, tookMs] of [
      [slow, 150],
      [quick, 20],
    ] as const) {
      for (let n = 0; n < 200; n += 2) {
        path.push(n, n * 100);
        path.push(n + 2, n * 100 + 10);
        path.push(n + 1, n * 100 + 10 + tookMs);
      }
    }
    expect(slow.order.waitMs()).toBeGreaterThan(150);
    expect(slow.order.waitMs()).toBeLessThanOrEqual(250);
    expect(quick.order.waitMs()).toBeLessThan(60);
    expect(collect().order.waitMs()).toBe(120);
  });

  it('begins anew when the sender does, and does not grow without end when one packet never comes', () => {
    const { out, push } = collect();
    push(0, 0);
    push(20_000, 1);
    push(20_001, 2);
    expect(out).toEqual([0, 'gap', 20_000, 20_001]);
    for (let n = 1; n < 600; n += 1) push(20_002 + n, 3);
    expect(out).toContain(20_100);
  });
});
