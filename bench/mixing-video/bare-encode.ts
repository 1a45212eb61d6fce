import type { LayoutMap } from '@cloudmeet/contracts';
import { readRtp } from '../../packages/media-server/src/rtp/rtp-packet.ts';
import type { PictureLayer } from '../../packages/media-server/src/children/messages.ts';
import { createPictureEncoder } from '../../packages/media-server/src/video/layer/picture-encoder.ts';
import { createComposition } from '../../packages/media-server/src/video/picture/composition.ts';
import { FrameAssembler } from '../../packages/media-server/src/video/uplink/frame-assembler.ts';
import { createPictureDecoder } from '../../packages/media-server/src/video/uplink/picture-decoder.ts';
import { framesPerSecond, type CameraLoop } from './camera-loop.ts';

/**
 * The floor: the same pictures, composed beforehand, and nothing but their encode counted. Returns the share of a core
 * that it takes at the layer's frame rate.
 */
export function measureBareEncode(
  layer: PictureLayer,
  map: LayoutMap,
  loop: CameraLoop,
  seconds: number,
): number {
  const decoder = createPictureDecoder('H264');
  const composition = createComposition();
  composition.layOut(map);
  const encoder = createPictureEncoder(layer);
  const assembler = new FrameAssembler({
    codec: 'H264',
    onFrame: (frame) => void decoder.decode(frame),
    onLoss: () => undefined,
  });
  let sequence = 0;
  let cpuMs = 0;
  for (let number = 0; number < seconds * framesPerSecond; number += 1) {
    for (const datagram of loop.frames[number % loop.frames.length] ?? []) {
      const packet = readRtp(datagram);
      if (packet) assembler.push({ ...packet, sequence, timestamp: number }, 0);
      sequence = (sequence + 1) & 0xffff;
    }
    composition.draw(() => ({ frame: decoder.picture, number: number + 1 }));
    const before = process.cpuUsage();
    encoder.encode(composition.canvas.frame, number * 3750, number === 0);
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1000;
  }
  encoder.close();
  composition.close();
  decoder.close();
  return cpuMs / (seconds * 1000);
}
