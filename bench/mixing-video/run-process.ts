import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { LayoutMap } from '@cloudmeet/contracts';
import type { PictureLayer } from '../../packages/media-server/src/children/messages.ts';
import { cpuMsOf } from '../load/child-server.ts';
import { forkVideo } from '../../packages/media-server/tests/video/video-child.ts';
import { framesPerSecond, type CameraLoop } from './camera-loop.ts';

export interface ProcessFigures {
  cores: number;
  framesPerSecond: number;
  picturesMissed: number;
  decodedPerSecond: number;
  sheddingLevel: number;
  rssMegabytes: number;
}

const warmUpMs = 3000;
const frameMs = 1000 / framesPerSecond;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The real process with one person per tile, each sending the loop from another frame on; one layer is received. */
export async function runProcess(layer: PictureLayer, map: LayoutMap, loop: CameraLoop, seconds: number) {
  let last: Snapshot = { atMs: 0, cpuMs: 0, rssBytes: 0, values: {} };
  const child = await forkVideo((message) => {
    if (message.t === 'beat') last = { ...last, rssBytes: message.rssBytes };
    // Processor time is read at the very moment to which the counters belong.
    if (message.t === 'metrics') {
      last = { ...last, atMs: performance.now(), cpuMs: cpuMsOf(child.pid) ?? NaN, values: message.values };
    }
  });
  const edge = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 });
  edge.bind(0, '127.0.0.1');
  await once(edge, 'listening');
  child.send({ t: 'room.open', room: 1, layers: [layer] });
  child.send({ t: 'layout', room: 1, map });
  map.tiles.forEach(({ participantId }, index) =>
    child.send({ t: 'source', room: 1, participantId, kind: 'camera', uplink: 100 + index, codec: 'H264' }),
  );
  child.send({ t: 'layer.edges', room: 1, stream: layer.stream, ports: [edge.address().port] });
  const stop = sendLoops(child.port, map.tiles.length, loop);
  await wait(warmUpMs);
  const before = last;
  await wait(seconds * 1000);
  const after = last;
  stop();
  edge.close();
  await child.close();
  return difference(before, after);
}

/** Sends every source's frame at each tick of one clock, in a random-looking but fixed order of beginnings. */
function sendLoops(port: number, sources: number, loop: CameraLoop): () => void {
  const socket = createSocket('udp4');
  const sequences = Array.from({ length: sources }, () => 0);
  const begun = performance.now();
  let tick = 0;
  const sendFrame = (source: number) => {
    // Everybody begins with the keyframe, so all loops start together and the sources are spread over a frame's time.
    const packets = loop.frames[tick % loop.frames.length] ?? [];
    for (const packet of packets) {
      const datagram = Buffer.from(packet);
      datagram.writeUInt16BE(sequences[source] ?? 0, 2);
      datagram.writeUInt32BE((tick * 3750) >>> 0, 4);
      datagram.writeUInt32BE(100 + source, 8);
      sequences[source] = ((sequences[source] ?? 0) + 1) & 0xffff;
      socket.send(datagram, port, '127.0.0.1');
    }
  };
  const timer = setInterval(() => {
    while (begun + tick * frameMs <= performance.now()) {
      for (let source = 0; source < sources; source += 1) sendFrame(source);
      tick += 1;
    }
  }, 4);
  return () => {
    clearInterval(timer);
    socket.close();
  };
}

interface Snapshot {
  atMs: number;
  cpuMs: number;
  rssBytes: number;
  values: Readonly<Record<string, number>>;
}

function difference(before: Snapshot, after: Snapshot): ProcessFigures {
  const seconds = (after.atMs - before.atMs) / 1000;
  const grown = (name: string) => (after.values[name] ?? 0) - (before.values[name] ?? 0);
  return {
    cores: round((after.cpuMs - before.cpuMs) / 1000 / seconds),
    framesPerSecond: round(grown('video_frames_encoded_total') / seconds),
    picturesMissed: grown('video_pictures_missed_total'),
    decodedPerSecond: round(grown('video_frames_decoded_total') / seconds),
    sheddingLevel: after.values['video_shedding_level'] ?? 0,
    rssMegabytes: Math.round(after.rssBytes / 1e6),
  };
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
