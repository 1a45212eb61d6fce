import { expect, test } from 'vitest';
import { giveUpMs, halfReadyMs, nextMove, stepDownMs } from './next-move.ts';
import type { LadderFacts } from './next-move.ts';

const mixer = { id: 'mix_000000000000000000000000', generation: 1 };
const facts = (change: Partial<LadderFacts> = {}): LadderFacts => ({
  ...{ mode: 'auto', topology: 'p2p', preparing: null, preparingMs: 0, members: 7, ready: 0, publishers: 3 },
  captured: null,
  ...{ fewMs: 0, mixer: null, mix: 'none', placeInMs: 0 },
  ...change,
});
const mixed = (change: Partial<LadderFacts> = {}) =>
  facts({ topology: 'mixed', mixer, mix: 'placed', publishers: 8, fewMs: null, ...change });
const wait = (forMs: number | null = null) => ({ do: 'wait', forMs });

test('RL-46 six publish peer to peer, the seventh makes the room look for a media node', () => {
  expect(nextMove(facts({ publishers: 6 }))).toEqual(wait());
  expect(nextMove(facts({ publishers: 7 }))).toEqual({ do: 'place' });
  expect(nextMove(facts({ publishers: 7, mix: 'placing' }))).toEqual(wait());
  expect(nextMove(facts({ publishers: 7, placeInMs: 900 }))).toEqual(wait(900));
});

test('RL-45 a room of mode p2p never steps up, one of mode mixed or stream is mixed from its start', () => {
  expect(nextMove(facts({ mode: 'p2p', publishers: 50 }))).toEqual(wait());
  for (const mode of ['mixed', 'stream'] as const) {
    expect(nextMove(mixed({ mode, mixer: null, mix: 'none', publishers: 0 }))).toEqual({ do: 'place' });
    expect(nextMove(mixed({ mode, publishers: 0, fewMs: 10 * stepDownMs }))).toEqual(wait());
  }
});

test('RL-64 what is recorded or streamed is mixed, except in a room of mode p2p', () => {
  for (const captured of ['recording', 'stream'] as const) {
    expect(nextMove(facts({ captured, publishers: 1 }))).toEqual({ do: 'place' });
    expect(nextMove(facts({ captured, mode: 'p2p' }))).toEqual(wait());
    expect(nextMove(mixed({ captured, publishers: 1, fewMs: 10 * stepDownMs }))).toEqual(wait());
    expect(nextMove(mixed({ captured, mode: 'p2p', publishers: 1 }))).toEqual(wait());
  }
});

test('RL-64 while no node mixes it, people of a recorded room talk peer to peer', () => {
  expect(nextMove(mixed({ captured: 'recording', publishers: 3, mixer: null, mix: 'none' }))).toMatchObject({
    ...{ do: 'prepare-p2p', reason: 'media-full' },
  });
});

test('RL-47 a step is made when everybody is ready, or half of them after four seconds', () => {
  const preparing = { preparing: 'mixed', mix: 'placed', mixer, publishers: 7 } as const;
  expect(nextMove(facts({ ...preparing, ready: 7 }))).toEqual({ do: 'change' });
  expect(nextMove(facts({ ...preparing, ready: 6, preparingMs: 100 }))).toEqual(wait(halfReadyMs - 100));
  expect(nextMove(facts({ ...preparing, ready: 4, preparingMs: halfReadyMs }))).toEqual({ do: 'change' });
  expect(nextMove(facts({ ...preparing, ready: 3, preparingMs: halfReadyMs }))).toEqual(
    wait(giveUpMs - halfReadyMs),
  );
});

test('RL-47 nobody is ready for those who are not connected', () => {
  const preparing = { preparing: 'mixed', mix: 'placed', mixer, members: 0, publishers: 7 } as const;
  expect(nextMove(facts({ ...preparing, preparingMs: halfReadyMs }))).toMatchObject({ do: 'wait' });
});

test('RL-48 a step is given up when too few are ready, or the mix is gone', () => {
  const preparing = { preparing: 'mixed', mix: 'placed', mixer, publishers: 7, ready: 3 } as const;
  expect(nextMove(facts({ ...preparing, preparingMs: giveUpMs }))).toEqual({
    do: 'keep',
    reason: 'not-ready',
  });
  expect(nextMove(facts({ ...preparing, mix: 'none' }))).toEqual({ do: 'keep', reason: 'media-lost' });
  expect(nextMove(mixed({ preparing: 'p2p', publishers: 7 }))).toEqual({
    ...{ do: 'keep', reason: 'more-publishers' },
  });
});

test('RL-49 a room steps down when few have published for half a minute, not sooner', () => {
  expect(nextMove(mixed({ publishers: 5 }))).toEqual(wait());
  expect(nextMove(mixed({ publishers: 4, fewMs: 1000 }))).toEqual(wait(stepDownMs - 1000));
  expect(nextMove(mixed({ publishers: 4, fewMs: stepDownMs }))).toEqual({
    ...{ do: 'prepare-p2p', reason: 'few-publishers' },
  });
});

test('RL-49 up and down do not follow each other while people come and go around the limit', () => {
  for (let publishers = 5; publishers <= 7; publishers += 1)
    expect(nextMove(mixed({ publishers, fewMs: null }))).toEqual(wait());
});

test('RL-50 a mixed room without its mix looks for another node, and one of few goes back to peer to peer', () => {
  expect(nextMove(mixed({ mix: 'none' }))).toEqual({ do: 'place' });
  expect(nextMove(mixed({ mix: 'none', placeInMs: 4000 }))).toEqual(wait(4000));
  expect(nextMove(mixed({ mix: 'none', mixer: null, publishers: 6 }))).toEqual({
    ...{ do: 'prepare-p2p', reason: 'media-full' },
  });
  expect(nextMove(mixed({ mix: 'none', mixer: null, publishers: 7 }))).toEqual({ do: 'place' });
});

test('a room whose mode was changed goes where its mode wants it', () => {
  expect(nextMove(facts({ mode: 'mixed', publishers: 1 }))).toEqual({ do: 'place' });
  expect(nextMove(mixed({ mode: 'p2p', publishers: 2, fewMs: 0 }))).toMatchObject({ do: 'prepare-p2p' });
  expect(nextMove(mixed({ mode: 'p2p', publishers: 9 }))).toEqual(wait());
});
