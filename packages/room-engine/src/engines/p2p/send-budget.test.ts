import { expect, test } from 'vitest';
import type { TransceiverPort } from '../../ports/peer-port.ts';
import { applyBudget, cameraBudget, screenBudget } from './send-budget.ts';

test('a picture gets smaller and cheaper with every person, and never vanishes', () => {
  const budgets = [1, 2, 3, 4, 5, 6, 50].map((peers) => cameraBudget(peers, null));
  for (const [index, budget] of budgets.entries()) {
    const before = budgets[index - 1] ?? budget;
    expect(budget.bitrateBps).toBeLessThanOrEqual(before.bitrateBps);
    expect(budget.heightMax).toBeLessThanOrEqual(before.heightMax);
    expect(budget.bitrateBps).toBeGreaterThanOrEqual(100_000);
  }
  expect(5 * cameraBudget(5, null).bitrateBps).toBeLessThanOrEqual(2_000_000);
});

test('a slow uplink caps cameras and screens alike', () => {
  const cap = { videoBps: 60_000, framesPerSecond: 5 };
  expect(cameraBudget(1, cap)).toMatchObject({ bitrateBps: 60_000, framesPerSecond: 5 });
  expect(screenBudget(1, cap)).toMatchObject({ bitrateBps: 60_000, framesPerSecond: 5 });
});

function transceiver(encodings: RTCRtpEncodingParameters[], height: number) {
  const applied: RTCRtpEncodingParameters[] = [];
  const sender = {
    track: { getSettings: () => ({ height }) },
    getParameters: () => ({ encodings: structuredClone(encodings) }),
    setParameters: async (parameters: { encodings: RTCRtpEncodingParameters[] }) => {
      encodings.splice(0, 1, ...parameters.encodings);
      applied.push(...parameters.encodings);
    },
  };
  return { one: { sender } as unknown as TransceiverPort, applied };
}

test('the picture is scaled down to its height, never up, and nothing is set twice', async () => {
  const { one, applied } = transceiver([{}], 720);
  await applyBudget(one, { bitrateBps: 400_000, heightMax: 360, framesPerSecond: 20 });
  await applyBudget(one, { bitrateBps: 400_000, heightMax: 360, framesPerSecond: 20 });
  expect(applied).toEqual([{ maxBitrate: 400_000, maxFramerate: 20, scaleResolutionDownBy: 2 }]);
  await applyBudget(one, { bitrateBps: 400_000, heightMax: 1080, framesPerSecond: 20 });
  expect(applied.at(-1)?.scaleResolutionDownBy).toBe(1);
});

test('before a line is negotiated there is nothing to limit', async () => {
  const { one, applied } = transceiver([], 720);
  await applyBudget(one, { bitrateBps: 1, heightMax: 1, framesPerSecond: 1 });
  expect(applied).toEqual([]);
});
