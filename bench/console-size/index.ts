// How much script the console loads for its first page and for each further one, against the budgets and against the
// least that any page of React loads: react and react-dom alone, built the same way in the same run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import {
  firstPageBytesMax,
  furtherPageBytesMax,
  pageSizes,
} from '../../packages/console/build/page-sizes.ts';
import { reactAlone } from '../load/react-alone.ts';

const root = fileURLToPath(new URL('../../packages/console', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'console-size-'));
await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
const { first, further } = pageSizes(folder);
await rm(folder, { recursive: true });
const largest = Object.entries(further).reduce((one, other) => (other[1] > one[1] ? other : one));
for (const [page, bytes] of Object.entries(further)) console.log(`${String(bytes).padStart(8)}  ${page}`);
const floorGzipBytes = await reactAlone(root);
const figures = {
  firstGzipBytes: first,
  firstGzipBytesMax: firstPageBytesMax,
  largestFurtherPage: largest[0],
  largestFurtherGzipBytes: largest[1],
  furtherGzipBytesMax: furtherPageBytesMax,
  floorGzipBytes,
  ratioToFloor: Number((first / floorGzipBytes).toFixed(2)),
  ok: first <= firstPageBytesMax && largest[1] <= furtherPageBytesMax,
};
console.log(JSON.stringify({ name: 'console-size', seed: null, figures }));
process.exitCode = figures.ok ? 0 : 1;
