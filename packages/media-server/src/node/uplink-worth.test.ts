import type { Tile } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { pauseAfterMs, uplinkWorth } from './uplink-worth.ts';

const tile = (width: number, height: number, kind: Tile['kind'] = 'camera'): Tile => ({
  ...{ participantId: 'par_000000000000000000000000', kind, x: 0, y: 0, width, height, hasVideo: true },
});

test('a camera sends no more than its tile shows', () => {
  expect(uplinkWorth('camera', tile(320, 180), 0)).toEqual({
    ...{ paused: false, width: 320, height: 180, maxBitsPerSecond: 138_240 },
  });
  expect(uplinkWorth('camera', tile(640, 360), 0).maxBitsPerSecond).toBe(552_960);
});

test('no tile is so small or large that the bit rate leaves its bounds', () => {
  expect(uplinkWorth('camera', tile(40, 22), 0).maxBitsPerSecond).toBe(100_000);
  expect(uplinkWorth('camera', tile(1280, 720), 0).maxBitsPerSecond).toBe(1_700_000);
  expect(uplinkWorth('screen', tile(320, 180, 'screen'), 0).maxBitsPerSecond).toBe(1_200_000);
});

test('whoever is not in the picture goes on small for a moment, and is then paused', () => {
  expect(uplinkWorth('camera', undefined, 0)).toMatchObject({ paused: false, width: 160 });
  expect(uplinkWorth('camera', undefined, pauseAfterMs - 1).paused).toBe(false);
  expect(uplinkWorth('camera', undefined, pauseAfterMs)).toEqual({
    ...{ paused: true, width: 0, height: 0, maxBitsPerSecond: 0 },
  });
});
