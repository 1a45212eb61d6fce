import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of vite's manifest, as far as it matters here. */
interface ManifestEntry {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}
/** What vite built a front end into, by the names of its sources. */
export type Manifest = Record<string, ManifestEntry>;

/** The manifest of a build with `manifest: 'manifest.json'`. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

/** What the page itself asks for. */
export function entriesOf(manifest: Manifest): string[] {
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry === true);
  if (entries.length === 0) throw new Error('The build has no entry.');
  return entries;
}

/** Names in the manifest that these need, however deep, each once, themselves included. */
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

/** Bytes of gzip (level 9), each file packed by itself as a server sends it. */
export function packedBytes(folder: string, manifest: Manifest, names: Iterable<string>): number {
  const packed = (name: string): number =>
    gzipSync(readFileSync(join(folder, manifest[name]?.file ?? '')), { level: 9 }).byteLength;
  return [...names].reduce((bytes, name) => bytes + packed(name), 0);
}
