import type { FileContent } from './read-file.ts';
import { framesPerSecond } from './show-media.ts';

/** How far each flash and the tone that began with it are apart, from the second second on. */
export function lipSyncMs({ pictures, sounds }: FileContent): number[] {
  const flashes = pictures.filter(({ isFlash }, index) => isFlash && pictures[index - 1]?.isFlash === false);
  const tones = sounds.filter(({ loudAt }, index) => loudAt !== null && sounds[index - 1]?.loudAt === null);
  return flashes
    .filter(({ at }) => at > 1)
    .map(({ at }) => 1000 * Math.min(...tones.map(({ loudAt }) => Math.abs((loudAt ?? 0) - at))));
}

/** How far each picture stands from its time in the meeting, told by its number. */
export function offTimeMs({ pictures }: FileContent): number[] {
  const first = pictures[0];
  return pictures.map(({ at, barcode }) => {
    const due = ((barcode ?? -1e6) - (first?.barcode ?? 0)) / framesPerSecond;
    return Math.abs(at - (first?.at ?? 0) - due) * 1000;
  });
}
