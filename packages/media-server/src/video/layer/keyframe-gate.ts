/**
 * When the next picture of a layer becomes a keyframe. Keyframes are large and hit everybody who receives the layer,
 * so over time there is at most one a second, and all who ask shall share the next. Some may follow each other sooner,
 * because people come in groups, and all of a lost edge come at once: they have no picture until the next.
 */
export interface KeyframeGate {
  ask(): void;
  /** Keyframes at this distance without anybody asking; null: none. */
  setRhythm(everyMs: number | null): void;
  /** Whether a picture that is encoded now has to be one. */
  due(nowMs: number): boolean;
  /** One was made. */
  made(nowMs: number): void;
}

export const keyframeGapMsMin = 400;
/** One may be made each second; so many that nobody asked for are kept for those who come together. */
export const keyframeEveryMs = 1000;
export const keyframesKept = 5;
/** Pictures come in steps; a rhythm must not slip to the next one for a rounded millisecond. */
const earlyMs = 8;

export function createKeyframeGate(): KeyframeGate {
  let madeMs = -Infinity;
  let rhythmFromMs = -Infinity;
  let asked = true;
  let rhythmMs: number | null = null;
  let kept = keyframesKept;
  let keptAtMs = 0;
  const keptAt = (nowMs: number) => Math.min(keyframesKept, kept + (nowMs - keptAtMs) / keyframeEveryMs);
  return {
    ask: () => {
      asked = true;
    },
    setRhythm: (everyMs) => {
      rhythmMs = everyMs === null ? null : Math.max(everyMs, keyframeEveryMs);
      rhythmFromMs = -Infinity;
    },
    due: (nowMs) => {
      if (rhythmMs !== null && nowMs - rhythmFromMs >= rhythmMs - earlyMs) return true;
      return asked && nowMs - madeMs >= keyframeGapMsMin && keptAt(nowMs) >= 1;
    },
    made: (nowMs) => {
      asked = false;
      madeMs = nowMs;
      kept = Math.max(0, keptAt(nowMs) - 1);
      keptAtMs = nowMs;
      if (rhythmMs === null) return;
      const sinceMs = nowMs - rhythmFromMs;
      if (sinceMs >= 2 * rhythmMs) rhythmFromMs = nowMs;
      else if (sinceMs >= rhythmMs - earlyMs) rhythmFromMs += rhythmMs;
    },
  };
}
