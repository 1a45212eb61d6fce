import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LayoutMap } from '@cloudmeet/contracts';
import type { PictureLayer } from '../../packages/media-server/src/children/messages.ts';
import { round } from '../load/statistics.ts';
import { createCameraLoop, framesPerSecond } from '../mixing-video/camera-loop.ts';
import { measureStages } from '../mixing-video/stages.ts';
import { onServerCore } from './node-process.ts';

const layer: PictureLayer = {
  ...{ stream: 1, codec: 'H264', width: 1280, height: 720, framesPerSecond },
  bitsPerSecond: 1_500_000,
};
const packetsPerFrame = 7;

interface EgressFigures {
  plainSendUs: number;
  weriftUs: number;
  scriptUs: number;
  nativeGcmUs: number | null;
}

/** Microseconds a packet of the senders alone, on the server's core. */
async function measureSenders(people: number): Promise<EgressFigures> {
  const program = fileURLToPath(new URL('../mixing-egress/index.ts', import.meta.url));
  const child = onServerCore(() =>
    fork(program, [String(people), '72'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] }),
  );
  if (!child.stdout) throw new Error('The benchmark of the senders has no output.');
  const lines = createInterface({ input: child.stdout });
  let last = '';
  lines.on('line', (line) => (last = line));
  await once(child, 'exit');
  const { figures } = JSON.parse(last) as { figures: EgressFigures };
  return figures;
}

/** What no mixing server of this kind can go below: one encode of the very picture, and sealing and sending it to all. */
export async function measureFloors(people: number, map: LayoutMap, seconds: number) {
  const { encode } = measureStages(layer, map, createCameraLoop(320, 180, 1), seconds).cores;
  const { plainSendUs, weriftUs, scriptUs, nativeGcmUs } = await measureSenders(people);
  const packets = people * framesPerSecond * packetsPerFrame;
  const cores = (us: number | null) => (us === null ? null : round((us * packets) / 1e6, 3));
  return {
    bareEncodeCores: round(encode, 3),
    bareSealAndSendCores: cores(nativeGcmUs),
    bareSealAndSendScriptCores: cores(scriptUs),
    weriftSendCores: cores(weriftUs),
    plainSendCores: cores(plainSendUs),
    packetsPerSecond: packets,
  };
}
