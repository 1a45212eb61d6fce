// How large the SDK is that a customer's page loads, against the least that could connect at all: the parent's side
// of the frame channel alone, built the same way in the same run.
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { InlineConfig } from 'vite';

const gzipBytesMax = 8000;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function codeOf(config: InlineConfig): Promise<string> {
  const built = await build({ logLevel: 'error', ...config, build: { ...config.build, write: false } });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('Nothing was built.');
  return chunk.code;
}

const sizes = (code: string) => ({
  bytes: Buffer.byteLength(code),
  gzipBytes: gzipSync(code, { level: 9 }).byteLength,
  brotliBytes: brotliCompressSync(code).byteLength,
});

const sdk = sizes(await codeOf({ root: here('../../packages/sdk'), mode: 'script' }));
const floor = sizes(
  await codeOf({
    configFile: false,
    build: {
      target: 'es2022',
      minify: 'oxc',
      lib: {
        entry: here('../../packages/frame-channel/src/connect-to-frame.ts'),
        name: 'CloudMeet',
        formats: ['iife'],
        fileName: 'floor',
      },
    },
  }),
);
const figures = {
  ...sdk,
  gzipBytesMax,
  floorGzipBytes: floor.gzipBytes,
  ratioToFloor: Number((sdk.gzipBytes / floor.gzipBytes).toFixed(2)),
  ok: sdk.gzipBytes <= gzipBytesMax,
};
console.log(JSON.stringify({ name: 'sdk-size', seed: null, figures }));
process.exitCode = figures.ok ? 0 : 1;
