import type { Manifest } from '@cloudmeet/ui/vite-manifest';
import { filesFrom } from './initial-size.ts';

/** A file of texts: sections of texts, or of sections. */
export interface TextFile {
  [name: string]: string | TextFile;
}

/**
 * What a built page could not say: keys of `texts` that a script names although nothing that is loaded with it brings
 * them. `codeOf` gives the code of a file of the build; a script that has the words themselves brings them.
 */
export function unspokenTexts(
  manifest: Manifest,
  texts: TextFile,
  codeOf: (file: string) => string,
): string[] {
  const words = flat(texts);
  const [, sample = ''] = words[0] ?? [];
  const brings = (name: string): boolean =>
    filesFrom(manifest, [name]).some((file) => codeOf(file).includes(sample));
  return Object.entries(manifest).flatMap(([name, { file }]) => {
    if (!file.endsWith('.js')) return [];
    const quoted = new Set([...codeOf(file).matchAll(/["'`]((?:\w+\.)+\w+)["'`]/g)].map(([, key]) => key));
    const named = words.filter(([key]) => quoted.has(key));
    return named.length > 0 && !brings(name) ? named.map(([key]) => `${name}: ${key}`) : [];
  });
}

/** Every text by its dotted key; of plural forms the key that callers name. */
function flat(texts: TextFile, path = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string'
      ? [[`${path}${name}`.replace(/_(one|other)$/, ''), value]]
      : flat(value, `${path}${name}.`),
  );
}
