/** Who is speaking now, among those who are heard. */
export interface ActiveSpeaker<Key> {
  /** Takes the loudness of one frame of 20 ms (dBov; those who are absent are silent) and answers who speaks, or null. */
  update(levels: ReadonlyMap<Key, number>): Key | null;
}

/** How an activity is counted at one time scale: `count` parts below it, each active or not. */
interface Scale {
  count: number;
  /** This many active parts make the part active at the next scale. */
  threshold: number;
  /** Rate of the exponential distribution of active parts while nobody speaks. */
  lambda: number;
}

/** 20 ms from 13 steps of loudness, 200 ms from 10 of those, 1 s from 5 of those. */
const immediate: Scale = { count: 13, threshold: 4, lambda: 0.78 };
const medium: Scale = { count: 10, threshold: 7, lambda: 24 };
const long: Scale = { count: 5, threshold: 3, lambda: 47 };
/** How much likelier speech has to be of the new one than of the present one, per scale (immediate, medium, long). */
const margins = { immediate: 3, medium: 2, long: 0 } as const;
/** Loudness that counts: from here on, in steps of 4 dB. */
const quietDbov = -62;
const stepDb = 4;
const least = 1e-10;

const logOfChoices = (count: number, active: number): number => {
  let sum = 0;
  for (let n = 1; n <= active; n += 1) sum += Math.log((count - active + n) / n);
  return sum;
};
/** Log likelihood ratio of speech (binomial, even odds) to silence (exponential) for so many active parts. */
function scoresOf({ count, lambda }: Scale): readonly number[] {
  return Array.from({ length: count + 1 }, (_, active) =>
    Math.max(least, logOfChoices(count, active) + count * Math.log(0.5) - Math.log(lambda) + lambda * active),
  );
}
const scores = { immediate: scoresOf(immediate), medium: scoresOf(medium), long: scoresOf(long) };

interface Activity {
  /** Active parts of the last `medium.count` frames, newest last. */
  frames: boolean[];
  /** Active parts of the last `long.count` times 200 ms. */
  spans: boolean[];
  sinceSpan: number;
  score: { immediate: number; medium: number; long: number };
}

const begin = (): Activity => ({
  frames: [],
  spans: [],
  sinceSpan: 0,
  score: { immediate: least, medium: least, long: least },
});
const activeOf = (parts: readonly boolean[]) => parts.filter(Boolean).length;

function follow(activity: Activity, levelDbov: number): void {
  const steps = Math.max(0, Math.min(immediate.count, Math.ceil((levelDbov - quietDbov) / stepDb)));
  activity.frames.push(steps >= immediate.threshold);
  if (activity.frames.length > medium.count) activity.frames.shift();
  const frames = activeOf(activity.frames);
  activity.sinceSpan += 1;
  if (activity.sinceSpan >= medium.count) {
    activity.sinceSpan = 0;
    activity.spans.push(frames >= medium.threshold);
    if (activity.spans.length > long.count) activity.spans.shift();
  }
  activity.score = {
    immediate: scores.immediate[steps] ?? least,
    medium: scores.medium[frames] ?? least,
    long: scores.long[activeOf(activity.spans)] ?? least,
  };
}

/**
 * The dominant speaker by speech activity on three time scales: I. Volfin and I. Cohen, "Dominant speaker
 * identification for multipoint videoconferencing", Computer Speech and Language 27 (2013) 895–910. At each scale the
 * number of active parts gives a likelihood of speech; somebody takes over only when theirs is higher by a margin at
 * all three, so a cough or a knock does not, and a person who pauses for breath stays. The first to speak for 100 ms is
 * taken at once; one who leaves is not kept.
 */
export function createActiveSpeaker<Key>(): ActiveSpeaker<Key> {
  const activities = new Map<Key, Activity>();
  let speaker: Key | null = null;

  const advantage = (other: Activity, present: Activity): number | null => {
    const at = (scale: keyof typeof margins) => Math.log(other.score[scale] / present.score[scale]);
    const [now, lately, long] = [at('immediate'), at('medium'), at('long')];
    return now > margins.immediate && lately > margins.medium && long > margins.long ? lately : null;
  };
  const takesOver = (): Key | null => {
    const present = speaker === null ? undefined : activities.get(speaker);
    let best: { key: Key; by: number } | null = null;
    for (const [key, activity] of activities) {
      if (key === speaker) continue;
      const by = present
        ? advantage(activity, present)
        : activeOf(activity.frames) >= 5
          ? activity.score.medium
          : null;
      if (by !== null && (best === null || by > best.by)) best = { key, by };
    }
    return best === null ? null : best.key;
  };

  return {
    update(levels) {
      for (const key of levels.keys()) if (!activities.has(key)) activities.set(key, begin());
      for (const [key, activity] of activities) {
        follow(activity, levels.get(key) ?? -Infinity);
        if (!levels.has(key) && activeOf(activity.spans) === 0 && activeOf(activity.frames) === 0) {
          activities.delete(key);
        }
      }
      const next = takesOver();
      if (next !== null) speaker = next;
      else if (speaker !== null && !activities.has(speaker)) speaker = null;
      return speaker;
    },
  };
}
