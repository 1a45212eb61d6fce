import { setPriority } from 'node:os';

/**
 * Who goes first where the cores are short: sound, then what carries all media, then pictures, and all of these before
 * what can wait (threads that optimise code, the supervisor, a spare process that loads).
 */
const niceness = { audio: -10, edge: -5, video: -2, other: 0, waiting: 10 } as const;

/** Takes the place of its kind among the processes of the machine. False where the system does not allow it. */
function takePlace(kind: keyof typeof niceness): boolean {
  try {
    setPriority(niceness[kind]);
    return true;
  } catch {
    // Only who may go before others (root, CAP_SYS_NICE) does; without it all have equal shares.
    return false;
  }
}

/** A process that mixes goes before those that can wait, where the system allows it. */
export function goFirst(kind: 'audio' | 'edge' | 'video'): void {
  takePlace(kind);
}

/**
 * Lets this process wait for all others until what is returned is called. Who could not come back from there, since they
 * may not go before anybody, stay where they are.
 */
export function letOthersFirst(): () => void {
  if (takePlace('video')) takePlace('waiting');
  return () => void takePlace('other');
}
