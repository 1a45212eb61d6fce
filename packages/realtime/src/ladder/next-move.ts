import { limits } from '@cloudmeet/contracts';
import type { Mixer, RoomMode, RoomState, Topology } from '@cloudmeet/contracts';

/** Everything that decides a step of the media ladder. Durations are until now. */
export interface LadderFacts {
  mode: RoomMode;
  topology: Topology;
  preparing: Topology | null;
  preparingMs: number;
  /** Members with a connection, and how many of them have media over what is prepared. */
  members: number;
  ready: number;
  publishers: number;
  /** What is made of the room's mix besides showing it: such a room is mixed. */
  captured: 'recording' | 'stream' | null;
  /** For how long so few have published that peer to peer would do; null when they are more. */
  fewMs: number | null;
  mixer: Mixer | null;
  /** What the room holds at a media node: nothing, a place that is being looked for, or a mix. */
  mix: 'none' | 'placing' | 'placed';
  /** When a place may be looked for again, in ms from now; 0: at once. */
  placeInMs: number;
}

export type LadderMove =
  /** Nothing until something changes, or at the latest after `forMs`. */
  | { do: 'wait'; forMs: number | null }
  /** Look for a media node: for a step up, or for a mixed room without a mixer. */
  | { do: 'place' }
  /** Begin to step down. */
  | { do: 'prepare-p2p'; reason: string }
  /** Make the step that is prepared. */
  | { do: 'change' }
  /** Give the step up. */
  | { do: 'keep'; reason: string };

/** So few who publish, for so long, step a room down. More than it takes to step up, so that it does not flap. */
export const fewPublishersMax = 4;
export const stepDownMs = 30_000;
/** With half of all ready a step waits so long for the others; with less it is given up after `giveUpMs`. */
export const halfReadyMs = 4000;
export const giveUpMs = 15_000;

/** What is made of a room's mix besides showing it. */
export function capturedOf({ recording, stream }: RoomState): LadderFacts['captured'] {
  if (recording) return 'recording';
  return stream ? 'stream' : null;
}

const wait = (forMs: number | null = null): LadderMove => ({ do: 'wait', forMs });

function whilePreparing(facts: LadderFacts): LadderMove {
  const { preparing, publishers, members, ready, mix, preparingMs, captured, mixer } = facts;
  if (preparing === 'p2p' && publishers > limits.p2pPublishersMax)
    return { do: 'keep', reason: 'more-publishers' };
  if (preparing === 'p2p' && captured && mixer) return { do: 'keep', reason: captured };
  if (preparing === 'mixed' && mix === 'none') return { do: 'keep', reason: 'media-lost' };
  if (members > 0 && ready >= members) return { do: 'change' };
  if (preparingMs < halfReadyMs) return wait(halfReadyMs - preparingMs);
  if (members > 0 && ready * 2 >= members) return { do: 'change' };
  if (preparingMs >= giveUpMs) return { do: 'keep', reason: 'not-ready' };
  return wait(giveUpMs - preparingMs);
}

function whilePeerToPeer({ mode, publishers, mix, placeInMs, captured }: LadderFacts): LadderMove {
  const isTooMany = mode === 'auto' && publishers > limits.p2pPublishersMax;
  const isWanted = isTooMany || mode === 'mixed' || mode === 'stream' || (captured && mode !== 'p2p');
  if (!isWanted || mix !== 'none') return wait();
  return placeInMs > 0 ? wait(placeInMs) : { do: 'place' };
}

/** Why a mixed room should go back to peer to peer, or in how long it should. */
function steppingDown({ mode, publishers, fewMs, mixer, captured }: LadderFacts): string | number | null {
  const isEnough = publishers <= limits.p2pPublishersMax;
  if (captured && mixer) return null;
  if (mode === 'p2p') return isEnough ? 'mode-changed' : null;
  if (mode !== 'auto') return null;
  if (mixer === null && isEnough) return 'media-full';
  if (fewMs === null) return null;
  return fewMs >= stepDownMs ? 'few-publishers' : stepDownMs - fewMs;
}

function soonest(...waits: readonly (number | null)[]): LadderMove {
  const known = waits.filter((one) => one !== null);
  return wait(known.length > 0 ? Math.min(...known) : null);
}

function whileMixed(facts: LadderFacts): LadderMove {
  const { mix, placeInMs } = facts;
  const down = steppingDown(facts);
  if (typeof down === 'string') return { do: 'prepare-p2p', reason: down };
  if (mix !== 'none') return wait(down);
  return placeInMs > 0 ? soonest(down, placeInMs) : { do: 'place' };
}

/** The next move of a room's media ladder. Pure: asked again whenever a fact changes and when a wait is over. */
export function nextMove(facts: LadderFacts): LadderMove {
  if (facts.preparing) return whilePreparing(facts);
  return facts.topology === 'p2p' ? whilePeerToPeer(facts) : whileMixed(facts);
}
