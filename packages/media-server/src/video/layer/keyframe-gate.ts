/**
 * When the next picture of a layer becomes a keyframe. Keyframes are large and hit everybody who receives the layer,
 * so whoever asks waits until the last one is `gapMsMin` old, and all who asked until then share the next.
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

export const keyframeGapMsMin = 1000;
/** Pictures come in steps; a rhythm must not slip to the next one for a rounded millisecond. */
const earlyMs = 8;

export function createKeyframeGate(): KeyframeGate {
  let madeMs = -Infinity;
  let rhythmFromMs = -Infinity;
  let asked = true;
  let rhythmMs: number | null = null;
  return {
    ask: () => {
      asked = true;
    },
    setRhythm: (everyMs) => {
      rhythmMs = everyMs === null ? null : Math.max(everyMs, keyframeGapMsMin);
      rhythmFromMs = -Infinity;
    },
    due: (nowMs) => {
      if (rhythmMs !== null && nowMs - rhythmFromMs >= rhythmMs - earlyMs) return true;
      return asked && nowMs - madeMs >= keyframeGapMsMin;
    },
    made: (nowMs) => {
      asked = false;
      madeMs = nowMs;
      if (rhythmMs === null) return;
      const sinceMs = nowMs - rhythmFromMs;
      if (sinceMs >= 2 * rhythmMs) rhythmFromMs = nowMs;
      else if (sinceMs >= rhythmMs - earlyMs) rhythmFromMs += rhythmMs;
    },
  };
}
