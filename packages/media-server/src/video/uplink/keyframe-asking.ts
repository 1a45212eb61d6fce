/** When to ask a sender for a keyframe: at once, then ever more rarely while none comes that helps. */
export interface KeyframeAsking {
  /** Asks if it is time to. */
  need(nowMs: number): void;
  /** A keyframe helped. */
  satisfied(): void;
}

const firstGapMs = 300;
const gapMsMax = 4800;

export function createKeyframeAsking(ask: () => void): KeyframeAsking {
  let askedMs = -Infinity;
  let gapMs = firstGapMs;
  let asking = false;
  return {
    need: (nowMs) => {
      if (nowMs - askedMs < gapMs) return;
      gapMs = asking ? Math.min(gapMs * 2, gapMsMax) : firstGapMs;
      asking = true;
      askedMs = nowMs;
      ask();
    },
    satisfied: () => {
      asking = false;
      gapMs = firstGapMs;
    },
  };
}
