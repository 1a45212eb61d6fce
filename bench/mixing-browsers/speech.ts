import { seededRandom } from '@cloudmeet/testing';
import { soundsHz } from './people.ts';

/** Sounds that somebody will say: none follows itself, or nobody could tell where it ends. */
export function makeUpSpeech(sounds: number, seed: number): number[] {
  const random = seededRandom(seed);
  const said: number[] = [];
  while (said.length < sounds) {
    const sound = Math.floor(random() * soundsHz.length);
    if (sound !== said.at(-1)) said.push(sound);
  }
  return said;
}

/** Share of what was said that was missed, misheard or made up, as word error rates are counted (edit distance). */
export function misheardShare(said: readonly number[], heard: readonly number[]): number {
  let row = Array.from({ length: heard.length + 1 }, (_, index) => index);
  for (const [at, sound] of said.entries()) {
    const next = [at + 1];
    for (const [index, other] of heard.entries()) {
      const replaced = (row[index] ?? 0) + (sound === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) / said.length;
}
