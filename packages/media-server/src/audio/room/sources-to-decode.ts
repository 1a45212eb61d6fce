/** What choosing needs to know of a source. */
interface Candidate {
  /** How loud it was lately, when it was decoded. */
  readonly recentDbov: number;
  /** How much of it was in the last mix. */
  readonly gain: number;
}

/** Up to so many are all decoded; of more, only so many loudest. More than twice as many as are ever heard. */
export const candidatesMax = 12;
/** The others are looked at in turn, each once in so many ticks (200 ms). */
export const glanceTicks = 10;

/**
 * Whom to decode in this tick when many make a sound: those who are heard, the loudest of the others, and by turns a
 * glance at everybody else, so that who gets louder is noticed within 200 ms.
 */
export function sourcesToDecode<Source extends Candidate>(
  awake: readonly Source[],
  tick: number,
): ReadonlySet<Source> {
  if (awake.length <= candidatesMax) return new Set(awake);
  const byLoudness = awake.toSorted((a, b) => b.gain - a.gain || b.recentDbov - a.recentDbov);
  const glanced = awake.filter((_, place) => (place + tick) % glanceTicks === 0);
  return new Set([...byLoudness.slice(0, candidatesMax), ...glanced]);
}
