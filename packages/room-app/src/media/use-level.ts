import { useEffect, useState } from 'react';
import { localTracks } from '@cloudmeet/room-engine';
import { usePage } from '../page/page-context.tsx';

/** Quieter than this is silence for the meter, and louder than 0 does not exist (dBov, RFC 6464). */
const quietDbov = -60;
/** As loud as ordinary speech gets: the meter is full here. */
const fullDbov = -12;

/** A level in dBov as a share of the meter, 0 to 1. */
export function meterShare(levelDbov: number): number {
  return Math.min(1, Math.max(0, (levelDbov - quietDbov) / (fullDbov - quietDbov)));
}

/** My own loudness for the meter, 0 to 1, about ten times a second. */
export function useMyLevel(): number {
  const { levels } = usePage().room;
  const [share, setShare] = useState(0);
  useEffect(
    () => levels.on((all) => setShare(meterShare(all.get(localTracks) ?? Number.NEGATIVE_INFINITY))),
    [levels],
  );
  return share;
}
