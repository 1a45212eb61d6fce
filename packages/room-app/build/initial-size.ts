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

/** What the budget of the room page allows: kB are 1,000 bytes. */
export const initialGzipBytesMax = 160_000;

/** The scripts that the page itself asks for (its entry and all that this imports), and those of later `parts`. */
export function filesOf(manifest: Manifest, parts: readonly string[] = []): string[] {
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry === true);
  if (entries.length === 0) throw new Error('The build has no entry.');
  return filesFrom(manifest, [...entries, ...parts]);
}

/** The scripts of these parts and of all that they import, however deep, each once. */
export function filesFrom(manifest: Manifest, names: readonly string[]): string[] {
  const seen = new Set<string>();
  const walk = (name: string): void => {
    const entry = manifest[name];
    if (!entry) throw new Error(`The build has no ${name}.`);
    if (seen.has(name)) return;
    seen.add(name);
    entry.imports?.forEach(walk);
  };
  names.forEach(walk);
  return [...seen].flatMap((name) => manifest[name]?.file ?? []);
}

export interface InitialSize {
  /** What index.html loads: enough to show a meeting. */
  initial: number;
  /** The same and what stands between a page around and its meeting: the bridge. */
  embedded: number;
  /** The same and what stands between a link and its meeting: the screen before joining. */
  standalone: number;
}

/** Sizes of a built page in bytes of gzip (level 9), each file packed by itself as a server sends it. */
export function initialSize(folder: string): InitialSize {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const packed = (file: string): number =>
    gzipSync(readFileSync(join(folder, file)), { level: 9 }).byteLength;
  const sum = (parts: string[] = []): number =>
    filesOf(manifest, parts).reduce((bytes, file) => bytes + packed(file), 0);
  return {
    initial: sum(),
    embedded: sum(['src/boot/start-embedded.ts']),
    standalone: sum(['src/screens/prejoin/prejoin-screen.tsx']),
  };
}
