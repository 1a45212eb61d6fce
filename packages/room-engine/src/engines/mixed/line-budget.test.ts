import { expect, test } from 'vitest';
import type { SenderPort } from '../../ports/peer-port.ts';
import { applyLineBudget, lineBudget } from './line-budget.ts';

const camera = { width: 1280, height: 720 };
const word = { paused: false, width: 320, height: 180, maxBitsPerSecond: 250_000 };

test('a camera is sent as large as its tile and no more bits than it is worth', () => {
  expect(lineBudget('video', camera, word, null)).toEqual({
    active: true,
    bitrateBps: 250_000,
    framesPerSecond: 30,
    scale: 4,
  });
});

test('a tile of another shape is still filled in both directions, and nothing is scaled up', () => {
  expect(lineBudget('video', camera, { ...word, width: 320, height: 360 }, null).scale).toBe(2);
  expect(
    lineBudget('video', { width: 640, height: 360 }, { ...word, width: 1280, height: 720 }, null).scale,
  ).toBe(1);
  expect(lineBudget('video', { width: 0, height: 0 }, word, null).scale).toBe(1);
});

test('what nobody sees is not sent, whatever kind it is', () => {
  const paused = { ...word, paused: true };
  for (const kind of ['audio', 'video', 'screen', 'screen-audio'] as const)
    expect(lineBudget(kind, camera, paused, null).active).toBe(false);
});

test('before the mixer has said anything a camera is sent at 720p at most, a screen whole', () => {
  expect(lineBudget('video', { width: 1920, height: 1080 }, undefined, null).scale).toBe(1.5);
  expect(lineBudget('screen', { width: 2560, height: 1440 }, undefined, null)).toMatchObject({
    scale: 1,
    framesPerSecond: 15,
  });
});

test('a simulated slow uplink goes before the mixer’s word', () => {
  const cap = { videoBps: 60_000, framesPerSecond: 5 };
  expect(lineBudget('video', camera, word, cap)).toMatchObject({ bitrateBps: 60_000, framesPerSecond: 5 });
});

function senderWith(encodings: RTCRtpEncodingParameters[]): SenderPort & { puts: RTCRtpSendParameters[] } {
  const puts: RTCRtpSendParameters[] = [];
  return {
    puts,
    track: null,
    replaceTrack: async () => undefined,
    getParameters: () => ({ transactionId: '1', codecs: [], headerExtensions: [], rtcp: {}, encodings }),
    setParameters: async (parameters) => void puts.push(parameters),
  };
}

test('a budget is put once, and not before there is an encoding', async () => {
  const sender = senderWith([{ active: true }]);
  await applyLineBudget(sender, lineBudget('video', camera, word, null));
  expect(sender.puts[0]?.encodings).toEqual([
    { active: true, maxBitrate: 250_000, maxFramerate: 30, scaleResolutionDownBy: 4 },
  ]);
  const settled = senderWith(sender.puts[0]?.encodings ?? []);
  await applyLineBudget(settled, lineBudget('video', camera, word, null));
  expect(settled.puts).toEqual([]);
  const early = senderWith([]);
  await applyLineBudget(early, lineBudget('video', camera, word, null));
  expect(early.puts).toEqual([]);
});
