import { useMemo } from 'react';
import type { TrackKind } from '@cloudmeet/contracts';
import { useTrack } from './use-track.ts';

/** The track of one person and kind as a stream for a video element; null while there is none. */
export function useStream(participantId: string, kind: TrackKind): MediaStream | null {
  const track = useTrack(participantId, kind);
  return useMemo(() => (track ? new MediaStream([track]) : null), [track]);
}

/** True for a camera that looks away from its person: such a picture is not shown as in a mirror. */
export function looksAway(stream: MediaStream | null): boolean {
  return stream?.getVideoTracks()[0]?.getSettings().facingMode === 'environment';
}
