// How much script the room page needs before it shows a meeting (what loads beside it and is not waited for, such as
// menus and the video engine, is not counted), against the least that any page of React loads:
// react and react-dom alone, built the same way in the same run.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { initialGzipBytesMax, initialSize } from '../../packages/room-app/build/initial-size.ts';

const root = fileURLToPath(new URL('../../packages/room-app', import.meta.url));
const entry = 'virtual:react-alone';

/** React that shows one word: nobody can be below it. */
async function reactAlone(): Promise<number> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'react-alone',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry
            ? "import { createRoot } from 'react-dom/client'; createRoot(document.body).render('room');"
            : undefined,
      },
    ],
    build: { write: false, target: 'es2023', rolldownOptions: { input: entry } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('Nothing was built.');
  return gzipSync(chunk.code, { level: 9 }).byteLength;
}

const folder = await mkdtemp(join(tmpdir(), 'room-size-'));
await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
const { initial, embedded, standalone } = initialSize(folder);
await rm(folder, { recursive: true });
const floor = await reactAlone();
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
