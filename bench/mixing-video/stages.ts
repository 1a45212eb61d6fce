import type { LayoutMap } from '@cloudmeet/contracts';
import { inBundles } from '../../packages/media-server/src/rtp/packet-bundle.ts';
import { readRtp } from '../../packages/media-server/src/rtp/rtp-packet.ts';
import type { PictureLayer } from '../../packages/media-server/src/children/messages.ts';
import type { EncodedFrame } from '../../packages/media-server/src/video/encoded-frame.ts';
import { createLayerPackets } from '../../packages/media-server/src/video/layer/layer-packets.ts';
import { createPictureEncoder } from '../../packages/media-server/src/video/layer/picture-encoder.ts';
import { readPlanes } from '../../packages/media-server/src/video/picture/canvas.ts';
import { createComposition } from '../../packages/media-server/src/video/picture/composition.ts';
import { FrameAssembler } from '../../packages/media-server/src/video/uplink/frame-assembler.ts';
import { createPictureDecoder } from '../../packages/media-server/src/video/uplink/picture-decoder.ts';
import { framesPerSecond, type CameraLoop } from './camera-loop.ts';
import { likeness } from './likeness.ts';
import { paintedLikeness } from './painted-likeness.ts';

export const stageNames = ['assemble', 'decode', 'paint', 'encode', 'packetise'] as const;
export type Stage = (typeof stageNames)[number];

export interface StageFigures {
  /** Share of a core that each stage takes at the layer's frame rate; `encode` is the floor. */
  cores: Record<Stage, number>;
  /** SSIM of luma of what a receiver sees against what was composed. */
  likenessEncoded: number;
  /** SSIM of luma of a painted tile against the same one scaled with great care. */
  likenessPainted: number;
}

const comparedEvery = 12;

/** One source, as the video process holds it: frames wait until the picture is painted. */
function createSource(loop: CameraLoop) {
  const waiting: EncodedFrame[] = [];
  const decoder = createPictureDecoder('H264');
  const assembler = new FrameAssembler({
    codec: 'H264',
    onFrame: (frame) => waiting.push(frame),
    onLoss: () => undefined,
  });
  let sequence = 0;
  const receive = (number: number) => {
    for (const datagram of loop.frames[number % loop.frames.length] ?? []) {
      const packet = readRtp(datagram);
      if (packet) assembler.push({ ...packet, sequence, timestamp: number }, 0);
      sequence = (sequence + 1) & 0xffff;
    }
  };
  const decode = () => {
    for (const frame of waiting.splice(0)) decoder.decode(frame);
  };
  return { decoder, receive, decode };
}

/** Adds up what this thread's processor time goes to. */
function createStopwatch() {
  const cpuMs: Record<Stage, number> = { assemble: 0, decode: 0, paint: 0, encode: 0, packetise: 0 };
  const timed = <Result>(stage: Stage, run: () => Result): Result => {
    const before = process.threadCpuUsage();
    const result = run();
    const { user, system } = process.threadCpuUsage(before);
    cpuMs[stage] += (user + system) / 1000;
    return result;
  };
  /** Something that is timed by itself while `stage` is timed, too. */
  const timedWithin = (stage: Stage, within: Stage, run: () => void) => {
    const before = cpuMs[within];
    timed(within, run);
    cpuMs[stage] -= cpuMs[within] - before;
  };
  return { cpuMs, timed, timedWithin };
}

/** What one room's picture costs, stage by stage, in this process and without sockets: the same code in the same order. */
export function measureStages(
  layer: PictureLayer,
  map: LayoutMap,
  loop: CameraLoop,
  seconds: number,
): StageFigures {
  const sources = new Map(map.tiles.map(({ participantId }) => [participantId, createSource(loop)]));
  const composition = createComposition();
  composition.layOut(map);
  const encoder = createPictureEncoder(layer);
  const packets = createLayerPackets(layer.stream, layer.codec);
  const receiver = createPictureDecoder('H264');
  const { cpuMs, timed, timedWithin } = createStopwatch();
  const whole = { x: 0, y: 0, width: layer.width, height: layer.height };
  const compared: number[] = [];
  const draw = (number: number) =>
    composition.draw(({ participantId }) => {
      const source = sources.get(participantId);
      if (!source) return null;
      timedWithin('paint', 'decode', source.decode);
      return { frame: source.decoder.picture, number: number + 1 };
    });
  for (let number = 0; number < seconds * framesPerSecond; number += 1) {
    timed('assemble', () => {
      for (const source of sources.values()) source.receive(number);
    });
    timed('paint', () => draw(number));
    const encode = () => encoder.encode(composition.canvas.frame, number * 3750, number === 0);
    const frame = timed('encode', encode);
    if (!frame) continue;
    timed('packetise', () => inBundles(packets(frame.data, number * 3750)));
    receiver.decode(frame);
    if (number % comparedEvery !== comparedEvery - 1) continue;
    compared.push(likeness(composition.canvas.planes()[0], readPlanes(receiver.picture)[0], whole));
  }
  const [tile] = map.tiles;
  const shown = tile && sources.get(tile.participantId)?.decoder.picture;
  const likenessPainted = tile && shown ? paintedLikeness(composition.canvas, tile, shown) : NaN;
  for (const one of [encoder, composition, receiver, ...[...sources.values()].map(({ decoder }) => decoder)])
    one.close();
  const cores = { ...cpuMs };
  for (const stage of stageNames) cores[stage] = cpuMs[stage] / (seconds * 1000);
  const likenessEncoded = compared.reduce((sum, one) => sum + one, 0) / compared.length;
  return { cores, likenessEncoded, likenessPainted };
}
