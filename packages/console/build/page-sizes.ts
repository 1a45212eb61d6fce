import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of vite's manifest, as far as it matters here. */
interface ManifestEntry {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}
export type Manifest = Record<string, ManifestEntry>;

/** Budgets in bytes of gzip; kB are 1,000 bytes. */
export const firstPageBytesMax = 220_000;
export const furtherPageBytesMax = 120_000;

/** What somebody meets first: the sign-in page, or the page behind it. */
const firstPages = ['src/pages/sign-in/sign-in-page.tsx', 'src/pages/get-started/get-started-page.tsx'];

/** Names in the manifest that these entries need, themselves included. */
export function closureOf(manifest: Manifest, names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const walk = (name: string): void => {
    const entry = manifest[name];
    if (!entry) throw new Error(`The build has no ${name}.`);
    if (seen.has(name)) return;
    seen.add(name);
    entry.imports?.forEach(walk);
  };
  names.forEach(walk);
  return seen;
}

export interface PageSizes {
  /** The largest of the first pages, everything that it loads. */
  first: number;
  /** What each page adds to what every page has loaded, by its path. */
  further: Record<string, number>;
}

/** Sizes of a built console in bytes of gzip (level 9), each file packed by itself as a server sends it. */
export function pageSizes(folder: string): PageSizes {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const packed = (name: string): number =>
    gzipSync(readFileSync(join(folder, manifest[name]?.file ?? '')), { level: 9 }).byteLength;
  const sum = (names: Iterable<string>): number =>
    [...names].reduce((bytes, name) => bytes + packed(name), 0);
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry === true);
  if (entries.length === 0) throw new Error('The build has no entry.');
  const always = closureOf(manifest, entries);
  const pages = Object.keys(manifest).filter((name) => name.startsWith('src/pages/'));
  return {
    first: Math.max(...firstPages.map((page) => sum(closureOf(manifest, [...entries, page])))),
    further: Object.fromEntries(
      pages.map((page) => [page, sum([...closureOf(manifest, [page])].filter((name) => !always.has(name)))]),
    ),
  };
}
