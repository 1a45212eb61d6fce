// What a room's picture costs: the real video process with 16 tiles of senders capped to their tile, and with 25 tiles
// of senders at 640×360, each against the floor in the same run: the encode of the same pictures and nothing else. Then
// what each stage of it costs, and how like (SSIM) a tile is to its source and what is received to what was composed.
// `npm run bench -- mixing-video [seconds]`, 20 by default.
import type { LayoutMap } from '@cloudmeet/contracts';
import type { PictureLayer } from '../../packages/media-server/src/children/messages.ts';
import { createCameraLoop, framesPerSecond } from './camera-loop.ts';
import { round, runProcess } from './run-process.ts';
import { measureStages, stageNames } from './stages.ts';

const seed = 1;
const seconds = Number(process.argv[2] ?? 20);
const layer: PictureLayer = {
  stream: 1,
  codec: 'H264',
  width: 1280,
  height: 720,
  framesPerSecond,
  bitsPerSecond: 1_500_000,
};

/** So many columns and rows of equal tiles, 8 pixels apart. */
function grid(side: number): LayoutMap {
  const width = Math.floor((1280 - 8 * (side - 1)) / side) & ~1;
  const height = Math.floor((720 - 8 * (side - 1)) / side) & ~1;
  const tiles = Array.from({ length: side * side }, (_, index) => ({
    participantId: `par_${index}`,
    kind: 'camera' as const,
    x: (index % side) * (width + 8),
    y: Math.floor(index / side) * (height + 8),
    width,
    height,
    hasVideo: true,
  }));
  return { number: 1, tiles, unseen: 0 };
}

async function measure(side: number, width: number, height: number) {
  const map = grid(side);
  const loop = createCameraLoop(width, height, seed);
  const process = await runProcess(layer, map, loop, seconds);
  const { cores, likenessEncoded, likenessPainted } = measureStages(layer, map, loop, seconds);
  const figures = {
    ...process,
    floorCores: round(cores.encode),
    ratioToFloor: round(process.cores / cores.encode),
    stageCores: Object.fromEntries(stageNames.map((stage) => [stage, round(cores[stage])])),
    likenessPainted: round(likenessPainted),
    likenessEncoded: round(likenessEncoded),
  };
  console.log(`${side * side} tiles of ${width}×${height}:`, figures);
  return figures;
}

const tiles16 = await measure(4, 320, 180);
const tiles25 = await measure(5, 640, 360);
const ok = [tiles16, tiles25].every((one) => one.framesPerSecond >= 23.5 && one.sheddingLevel === 0);
console.log(JSON.stringify({ name: 'mixing-video', seed, figures: { tiles16, tiles25, ok } }));
process.exitCode = ok ? 0 : 1;
