import { closureOf, entriesOf, packedBytes, readManifest } from '@cloudmeet/ui/vite-manifest';
import type { Manifest } from '@cloudmeet/ui/vite-manifest';

/** What the budget of the room page allows: kB are 1,000 bytes. */
export const initialGzipBytesMax = 160_000;

/** The scripts that the page itself asks for (its entry and all that this imports), and those of later `parts`. */
export function filesOf(manifest: Manifest, parts: readonly string[] = []): string[] {
  return filesFrom(manifest, [...entriesOf(manifest), ...parts]);
}

/** The scripts of these parts and of all that they import, however deep, each once. */
export function filesFrom(manifest: Manifest, names: readonly string[]): string[] {
  return [...closureOf(manifest, names)].flatMap((name) => manifest[name]?.file ?? []);
}

export interface InitialSize {
  /** What index.html loads: enough to show a meeting. */
  initial: number;
  /** The same and what stands between a page around and its meeting: the bridge. */
  embedded: number;
  /** The same and what stands between a link and its meeting: the screen before joining. */
  standalone: number;
}

/** Sizes of a built page in bytes of gzip. */
export function initialSize(folder: string): InitialSize {
  const manifest = readManifest(folder);
  const sum = (parts: string[] = []): number =>
    packedBytes(folder, manifest, closureOf(manifest, [...entriesOf(manifest), ...parts]));
  return {
    initial: sum(),
    embedded: sum(['src/boot/start-embedded.ts']),
    standalone: sum(['src/screens/prejoin/prejoin-screen.tsx']),
  };
}
