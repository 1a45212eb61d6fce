// How much script the room page needs before it shows a meeting (what loads beside it and is not waited for, such as
// menus and the video engine, is not counted), against the least that any page of React loads:
// react and react-dom alone, built the same way in the same run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { initialGzipBytesMax, initialSize } from '../../packages/room-app/build/initial-size.ts';
import { reactAlone } from '../load/react-alone.ts';

const root = fileURLToPath(new URL('../../packages/room-app', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'room-size-'));
await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
const { initial, embedded, standalone } = initialSize(folder);
await rm(folder, { recursive: true });
const floor = await reactAlone(root);
const figures = {
  initialGzipBytes: initial,
  initialGzipBytesMax,
  embeddedGzipBytes: embedded,
  standaloneGzipBytes: standalone,
  floorGzipBytes: floor,
  ratioToFloor: Number((Math.max(initial, embedded, standalone) / floor).toFixed(2)),
  ok: Math.max(initial, embedded, standalone) <= initialGzipBytesMax,
};
console.log(JSON.stringify({ name: 'room-size', seed: null, figures }));
process.exitCode = figures.ok ? 0 : 1;
