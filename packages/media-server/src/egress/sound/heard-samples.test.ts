import { frameSamples } from '@cloudmeet/media-core';
import { expect, it } from 'vitest';
import { createOpusEncoder } from '../../audio/codec/opus-encoder.ts';
import { createHeardSamples } from './heard-samples.ts';

it('a pause is exact silence of its length, and what is no packet is nothing', () => {
  const [encoder, heard] = [createOpusEncoder(), createHeardSamples()];
  const tone = Float32Array.from({ length: frameSamples }, (_, index) => 9000 * Math.sin(index / 10));
  encoder.encode(tone);
  expect(Math.max(...(heard.of(encoder.encode(tone)) ?? []))).toBeGreaterThan(1000);
  const pause = heard.of(Uint8Array.of(0xf8));
  expect(pause).toHaveLength(frameSamples);
  expect(pause?.every((sample) => sample === 0)).toBe(true);
  expect(heard.of(new Uint8Array(0))).toBeNull();
  encoder.close();
  heard.close();
});
