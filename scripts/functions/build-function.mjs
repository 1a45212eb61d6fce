// Bundles the Lambda function in the current folder: src/handler.ts becomes dist/handler.mjs and dist/function.zip.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { zip } from './zip.mjs';

const folder = process.cwd();
const dist = join(folder, 'dist');
mkdirSync(dist, { recursive: true });
const outfile = join(dist, 'handler.mjs');
await build({
  entryPoints: [join(folder, 'src/handler.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Packages that were written for CommonJS ask for built-in modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});
writeFileSync(join(dist, 'function.zip'), zip([{ name: 'handler.mjs', content: readFileSync(outfile) }]));
