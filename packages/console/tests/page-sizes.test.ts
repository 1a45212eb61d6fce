// @vitest-environment node
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closureOf } from '@cloudmeet/ui/vite-manifest';
import { firstPageBytesMax, furtherPageBytesMax, pageSizes } from '../build/page-sizes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  const mode = process.env.NODE_ENV;
  // React reads it while it is bundled: the tests' own value would bring its development build
  process.env.NODE_ENV = 'production';
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  process.env.NODE_ENV = mode;
});
afterAll(() => rm(folder, { recursive: true }));

it('runs at most 220 kB of script for the first page', () => {
  expect(pageSizes(folder).first).toBeLessThanOrEqual(firstPageBytesMax);
});

it('adds at most 120 kB of script for any further page', () => {
  const { further } = pageSizes(folder);
  expect(Object.keys(further).length).toBeGreaterThan(10);
  expect(Object.entries(further).filter(([, bytes]) => bytes > furtherPageBytesMax)).toEqual([]);
});

it('has no script, style or handler of its own that its Content-Security-Policy would refuse', async () => {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)];
  const running = scripts.filter(([, attributes = '']) => !attributes.includes('application/json'));
  expect(running.map(([, , text = '']) => text.trim())).toEqual(running.map(() => ''));
  expect(html).not.toMatch(/<style\b|\sstyle=|\son[a-z]+=/);
  expect(html).toContain('<script type="application/json" id="cm-config">');
});

it('the measuring counts what is shared once, and goes red for a page that is gone', () => {
  const manifest = {
    entry: { file: 'a.js', isEntry: true, imports: ['shared'] },
    page: { file: 'b.js', imports: ['shared', 'own'] },
    shared: { file: 'c.js', imports: ['page'] },
    own: { file: 'd.js' },
  };
  expect([...closureOf(manifest, ['page'])].sort()).toEqual(['own', 'page', 'shared']);
  expect(() => closureOf(manifest, ['gone'])).toThrow('no gone');
});
