import { quietestDbov } from '@cloudmeet/media-core';
import { inaudibleDbov } from './said-level.ts';

/** What choosing needs to know of a source. */
interface Candidate {
  /** How loud it was lately, when it was decoded. */
  readonly recentDbov: number;
  /** How loud it was lately by its sender's word; null: nothing is said, or not believed. */
  readonly saidDbov: number | null;
  /** How much of it was in the last mix. */
  readonly gain: number;
}

/** Up to so many are all decoded; of more, only so many loudest. More than twice as many as are ever heard. */
export const candidatesMax = 12;
/** The others are looked at in turn, each once in so many ticks (200 ms). */
export const glanceTicks = 10;
/** Whose word is believed is looked at less often (2 s): only to see whether it is still true. */
export const proofTicks = 100;
/** Who says to be louder than this beside those who are heard may get a place. Less than what a place takes. */
const nearDb = 3;

/**
 * Whom to decode in this tick: those who are heard, who may get a place by their word, and of those who say nothing the
 * loudest; and by turns a glance at everybody else, so that who gets louder is noticed within 200 ms.
 * `quietestHeardDbov`: who has to be outdone for a place; null while there are free ones.
 */
export function sourcesToDecode<Source extends Candidate>(
  awake: ReadonlySet<Source>,
  tick: number,
  quietestHeardDbov: number | null,
): ReadonlySet<Source> {
  const enough = quietestHeardDbov === null ? inaudibleDbov : quietestHeardDbov + nearDb;
  const mayBeHeard: Source[] = [];
  const glanced: Source[] = [];
  let place = tick;
  for (const source of awake) {
    place += 1;
    const said = source.saidDbov;
    if (source.gain > 0 || said === null || said >= enough) mayBeHeard.push(source);
    if (place % (said === null ? glanceTicks : proofTicks) === 0) glanced.push(source);
  }
  if (mayBeHeard.length > candidatesMax) {
    mayBeHeard.sort((a, b) => b.gain - a.gain || loudness(b) - loudness(a)).length = candidatesMax;
  }
  return new Set([...mayBeHeard, ...glanced]);
}

/** What was measured lately counts more than what is said: of many liars none is decoded for long. */
const loudness = ({ recentDbov, saidDbov }: Candidate) =>
  recentDbov > quietestDbov || saidDbov === null ? recentDbov : saidDbov;
