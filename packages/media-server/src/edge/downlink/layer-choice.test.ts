import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PictureLayer } from '../../children/messages.ts';
import { LayerChoice, needsBps } from './layer-choice.ts';

const layer = (stream: number, height: number, bitsPerSecond: number): PictureLayer => ({
  ...{ stream, codec: 'H264', width: (height * 16) / 9, height, framesPerSecond: 24, bitsPerSecond },
});
const layers = [layer(3, 720, 1_500_000), layer(1, 180, 150_000), layer(2, 360, 500_000)];
const sentFor = (height: number | undefined) => {
  const found = layers.find((one) => one.height === height);
  return found ? needsBps(found) : 0;
};

interface Second {
  estimateBps: number | null;
  /** What is sent for the layer that was chosen, unless it is said. */
  sentBps?: number;
  /** Share of a hundred packets. */
  loss: number;
}

/** Somebody's path, told once a second. */
class Telling {
  readonly choice = new LayerChoice(layers);
  #second = 0;
  #expected = 0;
  #lost = 0;

  tell({ estimateBps, sentBps, loss }: Second): number | undefined {
    const nowMs = (this.#second += 1) * 1000;
    this.#expected += 100;
    this.#lost += Math.round(100 * loss);
    const sent = sentBps ?? sentFor(this.choice.choice?.height) + this.choice.extraBps(nowMs);
    const path = { nowMs, estimateBps, sentBps: sent, roundTripMs: 20 };
    return this.choice.update({ ...path, expected: this.#expected, lost: this.#lost })?.height;
  }

  seconds(count: number, of: (second: number) => Second) {
    return Array.from({ length: count }, (_, second) => this.tell(of(second)));
  }
}

const good = { estimateBps: null, loss: 0 };
const lossy = { estimateBps: null, loss: 0.6 };

test('the smallest layer that fills what is shown is chosen, and none where nothing is', () => {
  const choice = new LayerChoice(layers);
  expect(choice.choice?.height).toBe(720);
  for (const [width, height, expected] of [
    [1280, 720, 720],
    [640, 360, 360],
    [300, 170, 180],
    [5000, 3000, 720],
  ]) {
    choice.show(width ?? 0, height ?? 0);
    expect(choice.choice?.height).toBe(expected);
  }
  choice.show(0, 0);
  expect(choice.choice).toBeNull();
  expect(new LayerChoice([]).choice).toBeNull();
});

test('a path that carries far less gets the layer that fits at once, and what is sent of the other is cut', () => {
  const path = new Telling();
  path.seconds(3, () => ({ estimateBps: 2_000_000, loss: 0 }));
  expect(path.tell({ estimateBps: 650_000, loss: 0.2 })).toBe(360);
  expect(path.choice.isUrgent).toBe(true);
});

test('what a client said of the layer before does not count for the one that it gets', () => {
  const path = new Telling();
  path.seconds(3, () => ({ estimateBps: 2_000_000, loss: 0 }));
  path.tell({ estimateBps: 1_300_000, loss: 0 });
  path.tell({ estimateBps: 700_000, loss: 0.2 });
  // Half a second of the old layer is still counted as sent, and the estimate grows from where it fell to.
  path.tell({ estimateBps: 600_000, sentBps: 1_100_000, loss: 0.02 });
  const heights = path.seconds(5, (second) => ({ estimateBps: 600_000 * 1.08 ** second, loss: 0 }));
  expect(new Set(heights)).toEqual(new Set([360]));
});

test('most of the packets lost is a sign of its own, for clients without estimates', () => {
  const path = new Telling();
  path.seconds(2, () => good);
  expect(path.tell(lossy)).toBe(360);
  expect(path.seconds(2, () => lossy).at(-1)).toBe(180);
});

test('a busy client that says less once, however much, and then more again, keeps its layer', () => {
  const path = new Telling();
  path.seconds(3, () => ({ estimateBps: 2_000_000, loss: 0 }));
  const heights = path.seconds(6, (second) => ({ estimateBps: 900_000 * 1.08 ** second, loss: 0 }));
  expect(new Set(heights)).toEqual(new Set([720]));
});

test('one that goes on saying less than it gets does not', () => {
  const path = new Telling();
  path.seconds(3, () => ({ estimateBps: 2_000_000, loss: 0 }));
  expect(path.seconds(4, () => ({ estimateBps: 1_400_000, loss: 0 })).at(-1)).toBe(360);
});

test('a path that is good again gets the large layer back, after it was seen to carry as much', () => {
  const path = new Telling();
  path.seconds(10, () => lossy);
  let tried = 0;
  const heights = path.seconds(60, () => {
    if (path.choice.isTrying) tried += 1;
    return good;
  });
  expect(heights.at(-1)).toBe(720);
  expect(tried).toBeGreaterThanOrEqual(6);
});

test('an estimate that follows what is sent from below gets the time it takes, on a path that loses three percent', () => {
  const path = new Telling();
  path.seconds(10, () => lossy);
  // Browsers begin low, grow by eight percent a second, and never say much more than they receive.
  let estimateBps = 120_000;
  const heights = path.seconds(90, (second) => {
    estimateBps = Math.min(estimateBps * 1.08, 1.5 * sentFor(path.choice.choice?.height));
    return { estimateBps, loss: second % 3 === 0 ? 0.09 : 0 };
  });
  expect(heights.at(-1)).toBe(720);
});

test('a layer never comes down within a second of a change, nor goes up within four, whatever the path does', () => {
  const state = fc.record({
    estimateBps: fc.option(fc.integer({ min: 0, max: 3_000_000 })),
    sentBps: fc.integer({ min: 0, max: 2_000_000 }),
    loss: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(state, { minLength: 5, maxLength: 60 }), (states) => {
      const path = new Telling();
      const heights = path.seconds(states.length, (second) => states[second] ?? good);
      const changed = heights.flatMap((each, n) => (n > 0 && each !== heights[n - 1] ? [n] : []));
      changed.forEach((at, n) => {
        const isUp = (heights[at] ?? 0) > (heights[at - 1] ?? 0);
        expect(n === 0 || at - (changed[n - 1] ?? 0) >= (isUp ? 4 : 1)).toBe(true);
      });
    }),
  );
});
