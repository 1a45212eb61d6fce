import { createActiveSpeaker } from '@cloudmeet/media-core';
import type { FromAudio, RoomNumber } from '../../children/messages.ts';

/** Says how loud people are and who speaks, not more often than 5 times a second and only when it changed. */
export interface LevelsReport {
  /** Takes one tick's loudness of those who are heard, by participant. */
  tick(levels: ReadonlyMap<string, number>): void;
  /** Nobody is heard any more. */
  quiet(): void;
}

const everyTicks = 10;
/** A loudness that moved less than this is the same. */
const changeDb = 2;

type Levels = Extract<FromAudio, { t: 'levels' }>;

const differ = (a: Levels['of'], b: Levels['of']) =>
  Object.keys(a).length !== Object.keys(b).length ||
  Object.entries(a).some(([id, level]) => Math.abs(level - (b[id] ?? -Infinity)) >= changeDb);

export function createLevelsReport(room: RoomNumber, say: (levels: Levels) => void): LevelsReport {
  let activeSpeaker = createActiveSpeaker<string>();
  const loudest = new Map<string, number>();
  let speaker: string | null = null;
  let said: Levels = { t: 'levels', room, of: {}, speaker: null };
  let ticks = 0;

  const report = (next: Levels) => {
    if (next.speaker === said.speaker && !differ(next.of, said.of)) return;
    said = next;
    say(next);
  };
  return {
    tick(levels) {
      speaker = activeSpeaker.update(levels);
      for (const [id, level] of levels) loudest.set(id, Math.max(level, loudest.get(id) ?? -Infinity));
      ticks += 1;
      if (ticks % everyTicks !== 0) return;
      const of = Object.fromEntries([...loudest].map(([id, level]) => [id, Math.round(level)]));
      loudest.clear();
      report({ t: 'levels', room, of, speaker });
    },
    quiet() {
      activeSpeaker = createActiveSpeaker();
      loudest.clear();
      report({ t: 'levels', room, of: {}, speaker: null });
    },
  };
}
