import { closureOf, entriesOf, packedBytes, readManifest } from '@cloudmeet/ui/vite-manifest';

/** Budgets in bytes of gzip; kB are 1,000 bytes. */
export const firstPageBytesMax = 220_000;
export const furtherPageBytesMax = 120_000;

/** What somebody meets first: the sign-in page, or the page behind it. */
const firstPages = ['src/pages/sign-in/sign-in-page.tsx', 'src/pages/get-started/get-started-page.tsx'];

export interface PageSizes {
  /** The largest of the first pages, everything that it loads. */
  first: number;
  /** What each page adds to what every page has loaded, by its path. */
  further: Record<string, number>;
}

/** Sizes of a built console in bytes of gzip. */
export function pageSizes(folder: string): PageSizes {
  const manifest = readManifest(folder);
  const sum = (names: Iterable<string>): number => packedBytes(folder, manifest, names);
  const entries = entriesOf(manifest);
  const always = closureOf(manifest, entries);
  const pages = Object.keys(manifest).filter((name) => name.startsWith('src/pages/'));
  return {
    first: Math.max(...firstPages.map((page) => sum(closureOf(manifest, [...entries, page])))),
    further: Object.fromEntries(
      pages.map((page) => [page, sum([...closureOf(manifest, [page])].filter((name) => !always.has(name)))]),
    ),
  };
}
