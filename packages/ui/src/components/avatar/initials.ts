const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function firstGrapheme(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return '';
}

/** The first letter of the first and of the last word, upper case; `?` for a name without any. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.,()_-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  if (first === undefined) return firstGrapheme(name.trim()) || '?';
  return (firstGrapheme(first) + (last ? firstGrapheme(last) : '')).toLocaleUpperCase();
}

/** The number of avatar colours in avatar.module.css. */
export const avatarHues = 8;

/** Which of the colours stands for this text: always the same one (FNV-1a, 32 bit). */
export function avatarHue(seed: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % avatarHues;
}
