import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { LinkPair } from './fakes/link-pair.ts';
import type { Side } from './fakes/link-pair.ts';
import { faithful } from './fakes/signal-wire.ts';
import type { WireFaults } from './fakes/signal-wire.ts';

type Deed =
  'screen' | 'screen-off' | 'camera' | 'camera-off' | 'receive' | 'receive-off' | 'restart' | 'wait';
const deeds: Deed[] = [
  'screen',
  'screen-off',
  'camera',
  'camera-off',
  'receive',
  'receive-off',
  'restart',
  'wait',
];

function act({ link, publish, peer }: Side, deed: Deed): void {
  if (deed === 'screen') publish('screen', true);
  else if (deed === 'screen-off') publish('screen', false);
  else if (deed === 'camera') publish('video', true);
  else if (deed === 'camera-off') publish('video', false);
  else if (deed === 'receive') link.setReceiveVideo(true);
  else if (deed === 'receive-off') link.setReceiveVideo(false);
  else if (deed === 'restart') peer().restartIce();
}

const deed = fc.record({
  side: fc.constantFrom(0 as const, 1 as const),
  deed: fc.constantFrom(...deeds),
  afterMs: fc.nat(120),
});
const story = fc.record({ seed: fc.nat(), deeds: fc.array(deed, { maxLength: 14 }) });
type Story = { seed: number; deeds: { side: 0 | 1; deed: Deed; afterMs: number }[] };

let pair: LinkPair | undefined;
afterEach(() => pair?.close());

async function tell(told: Story, options: { politeness?: [boolean, boolean] } = {}): Promise<LinkPair> {
  pair?.close();
  pair = new LinkPair({ seed: told.seed, ...options });
  await pair.clock.advance(2_000);
  for (const { side, deed: what, afterMs } of told.deeds) {
    act(pair.sides[side], what);
    await pair.clock.advance(afterMs);
  }
  return pair;
}

/** The same over wires that misbehave from the first signal on. */
async function meetOver(faults: WireFaults, told: Story): Promise<LinkPair> {
  pair?.close();
  pair = new LinkPair({ seed: told.seed });
  for (const { wire } of pair.sides) wire.faults = faults;
  for (const { side, deed: what, afterMs } of told.deeds) {
    act(pair.sides[side], what);
    await pair.clock.advance(afterMs * 10);
  }
  return pair;
}

/** Both sides want something new in the same moment, so that their offers cross. */
const glare: Story = {
  seed: 7,
  deeds: [
    { side: 0, deed: 'screen', afterMs: 0 },
    { side: 1, deed: 'screen', afterMs: 0 },
  ],
};

describe('two people who negotiate', () => {
  test('connect, and show what the other sends', async () => {
    const met = await tell({ seed: 1, deeds: [] });
    expect(met.agrees()).toBe(true);
    expect([...met.sides[0].shown.keys()].sort()).toEqual(['audio', 'video']);
  });

  test('offers that cross are settled without starting over', async () => {
    const met = await tell(glare);
    await met.clock.advance(3_000);
    expect(met.agrees()).toBe(true);
    expect(met.sides.map(({ peers }) => peers.length)).toEqual([1, 1]);
    expect(met.sides.map(({ shown }) => shown.has('screen'))).toEqual([true, true]);
  });

  test('two impolite sides never settle crossing offers: the check above finds that out', async () => {
    const stuck = await tell(glare, { politeness: [false, false] });
    await stuck.clock.advance(3_000);
    expect(stuck.agrees()).toBe(false);
  });

  test('whatever they do at whatever moment, they agree within seconds over one connection and without an error', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const met = await tell(told);
        await met.clock.advance(5_000);
        expect(met.agrees()).toBe(true);
        expect(met.sides.flatMap(({ problems }) => problems)).toEqual([]);
        expect(met.sides.map(({ peers }) => peers.length)).toEqual([1, 1]);
      }),
      { numRuns: 600, seed: 20_261_121 },
    );
  });

  test('signals that are repeated and overtaken are sorted out without starting over', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.nat(60), fc.nat(60), async (told, repeat, delay) => {
        const met = await meetOver({ drop: 0, repeat: repeat / 100, delay: delay / 100 }, told);
        await met.clock.advance(20_000);
        expect(met.agrees()).toBe(true);
        expect(met.sides.flatMap(({ problems }) => problems)).toEqual([]);
        expect(met.sides.map(({ peers }) => peers.length)).toEqual([1, 1]);
      }),
      { numRuns: 600, seed: 20_261_121 },
    );
  });

  test('signals that are lost, repeated and overtaken delay them but never keep them apart', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.nat(40), fc.nat(40), fc.nat(40), async (told, drop, repeat, delay) => {
        const met = await meetOver({ drop: drop / 100, repeat: repeat / 100, delay: delay / 100 }, told);
        for (const { wire } of met.sides) wire.faults = faithful;
        await met.clock.advance(90_000);
        expect(met.agrees()).toBe(true);
      }),
      { numRuns: 600, seed: 20_261_121 },
    );
  });

  test('a path that breaks is mended by an ICE restart on the same connection', async () => {
    const met = await tell({ seed: 3, deeds: [] });
    met.network.setUp(false);
    await met.clock.advance(1_000);
    expect(met.sides[0].link.status).toBe('interrupted');
    met.network.setUp(true);
    await met.clock.advance(8_000);
    expect(met.agrees()).toBe(true);
    expect(met.sides.map(({ peers }) => peers.length)).toEqual([1, 1]);
  });

  test('a path that stays broken is started over, and mended when it is back', async () => {
    const met = await tell({ seed: 4, deeds: [] });
    met.network.setUp(false);
    await met.clock.advance(40_000);
    expect(met.sides[0].peers.length).toBeGreaterThan(1);
    met.network.setUp(true);
    await met.clock.advance(40_000);
    expect(met.agrees()).toBe(true);
    expect(met.network.open).toBe(2);
  });

  test('nothing is mended while signals reach nobody; it is when they do again', async () => {
    const met = await tell({ seed: 5, deeds: [] });
    for (const { link, wire } of met.sides) {
      link.setSignalling(false);
      wire.faults = { ...faithful, drop: 1 };
    }
    met.network.setUp(false);
    await met.clock.advance(1_000);
    met.network.setUp(true);
    await met.clock.advance(20_000);
    const carried = met.sides.map(({ wire }) => wire.carried);
    await met.clock.advance(10_000);
    expect(met.sides.map(({ wire }) => wire.carried)).toEqual(carried);
    for (const { link, wire } of met.sides) {
      wire.faults = faithful;
      link.setSignalling(true);
    }
    await met.clock.advance(5_000);
    expect(met.agrees()).toBe(true);
  });

  test('mute, camera off and another device need no negotiation', async () => {
    const met = await tell({ seed: 6, deeds: [] });
    for (const { publish } of met.sides) publish('video', true);
    const carried = met.sides.map(({ wire }) => wire.carried);
    for (const { publish } of met.sides) {
      publish('video', false);
      publish('video', true);
      publish('audio', true);
    }
    await met.clock.advance(5_000);
    expect(met.sides.map(({ wire }) => wire.carried)).toEqual(carried);
  });

  test('closing leaves no connection and no timer', async () => {
    const met = await tell(glare);
    met.close();
    await met.clock.advance(60_000);
    expect(met.network.open).toBe(0);
    expect(met.clock.pendingTimers).toBe(0);
  });
});
