// @vitest-environment node
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf, initialGzipBytesMax, initialSize } from '../build/initial-size.ts';
import type { Manifest } from '@cloudmeet/ui/vite-manifest';
import { unspokenTexts } from '../build/unspoken-texts.ts';
import type { TextFile } from '../build/unspoken-texts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
let html: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'room-app-'));
  const mode = process.env.NODE_ENV;
  // React reads it while it is bundled: the tests' own value would bring its development build
  process.env.NODE_ENV = 'production';
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  process.env.NODE_ENV = mode;
  html = await readFile(join(folder, 'index.html'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the built page', () => {
  it('runs at most 160 kB of script before a meeting shows, embedded or from a link', () => {
    const { initial, embedded, standalone } = initialSize(folder);
    expect(Math.max(initial, embedded, standalone)).toBeLessThanOrEqual(initialGzipBytesMax);
  });

  it.each(['en-later.json', 'en-prejoin.json'])(
    'brings the words of %s with all that speaks them',
    (name) => {
      const texts = JSON.parse(readFileSync(join(root, '../ui/src/text', name), 'utf8')) as TextFile;
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
      const codeOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
      expect(unspokenTexts(manifest, texts, codeOf)).toEqual([]);
    },
  );

  it('has no script, style or handler of its own that its Content-Security-Policy would refuse', () => {
    const scripts = [...html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)];
    const running = scripts.filter(([, attributes = '']) => !attributes.includes('application/json'));
    expect(running.map(([, , text = '']) => text.trim())).toEqual(running.map(() => ''));
    expect(html).not.toMatch(/<style\b|\sstyle=|\son[a-z]+=/);
  });

  it('asks for its parts by addresses that do not depend on the room’s', () => {
    const asked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
    expect(asked.filter((address) => address !== 'data:,')).not.toEqual([]);
    for (const address of asked) expect(address).toMatch(/^(data:,|\/assets\/[\w.-]+-[\w-]{8}\.(js|css))$/);
  });

  it('keeps its place for the configuration where the server looks for it', () => {
    expect(html).toContain('<script type="application/json" id="cm-config">');
  });
});

describe('the measuring', () => {
  const manifest = {
    'index.html': { file: 'entry.js', isEntry: true, imports: ['shared', 'vendor'] },
    shared: { file: 'shared.js', imports: ['vendor'] },
    vendor: { file: 'vendor.js', imports: ['shared'] },
    later: { file: 'later.js', imports: ['shared'] },
  };

  it('counts everything that the entry imports, however deep, and once', () => {
    expect(filesOf(manifest)).toEqual(['entry.js', 'shared.js', 'vendor.js']);
    expect(filesOf(manifest, ['later'])).toEqual(['entry.js', 'shared.js', 'vendor.js', 'later.js']);
  });

  it('goes red for a part that is no longer there, and for a build without an entry', () => {
    expect(() => filesOf(manifest, ['gone'])).toThrow('no gone');
    expect(() => filesOf({ later: { file: 'later.js' } })).toThrow('no entry');
  });

  it('goes red for a part that comes without its words', () => {
    const code: Record<string, string> = {
      'entry.js': 't("a.first")',
      'shared.js': 't(`a.later`)',
      'later.js': '{a:{later:"Later"}}',
    };
    const codeOf = (file: string): string => code[file] ?? '';
    expect(unspokenTexts(manifest, { a: { later_one: 'Later' } }, codeOf)).toEqual(['shared: a.later']);
    expect(unspokenTexts(manifest, { b: { other: 'Unused' } }, codeOf)).toEqual([]);
  });

  it('goes red for a page that is too large', async () => {
    const large = await mkdtemp(join(tmpdir(), 'room-app-'));
    const noise = Array.from({ length: 60_000 }, () => Math.random().toString(36)).join('');
    const parts = ['src/boot/start-embedded.ts', 'src/screens/prejoin/prejoin-screen.tsx'];
    await writeFile(join(large, 'entry.js'), noise);
    await writeFile(
      join(large, 'manifest.json'),
      JSON.stringify(
        Object.fromEntries(
          ['index.html', ...parts].map((name) => [
            name,
            { file: 'entry.js', isEntry: name === 'index.html' },
          ]),
        ),
      ),
    );
    expect(initialSize(large).initial).toBeGreaterThan(initialGzipBytesMax);
    await rm(large, { recursive: true });
  });
});
