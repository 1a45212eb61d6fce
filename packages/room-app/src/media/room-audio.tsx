import { useEffect, useRef, useState } from 'react';
import { localTracks, mixTracks, selectTopology } from '@cloudmeet/room-engine';
import type { RoomTrack, TrackRegistry } from '@cloudmeet/room-engine';
import { usePage, useRoomState } from '../page/page-context.tsx';

/**
 * Everybody's sound: each one's own, or the mix. While the room steps from one to the other both play and one is heard,
 * so that the change is a matter of muting. `onBlocked` is called when the browser wants a gesture before it plays.
 */
export function RoomAudio({ onBlocked }: { onBlocked: (blocked: boolean) => void }) {
  const { tracks } = usePage().room;
  const mixed = useRoomState((state) => selectTopology(state) === 'mixed');
  const played = usePlayedTracks(tracks);
  return played.map(({ participantId, kind, track }) => (
    <TrackAudio
      key={`${participantId} ${kind}`}
      track={track}
      heard={(participantId === mixTracks) === mixed}
      onBlocked={onBlocked}
    />
  ));
}

function TrackAudio({
  track,
  heard,
  onBlocked,
}: {
  track: MediaStreamTrack;
  heard: boolean;
  onBlocked: (blocked: boolean) => void;
}) {
  const { room } = usePage();
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => (element.current ? room.attachOutput(element.current) : undefined), [room]);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = new MediaStream([track]);
    return () => {
      audio.srcObject = null;
    };
  }, [track]);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.muted = !heard;
    // what plays muted may be stopped by the browser when it is to be heard: so it is asked again
    audio.play().then(
      () => (heard ? onBlocked(false) : undefined),
      // AbortError comes when the track is exchanged meanwhile: the next play() decides
      (error: unknown) => onBlocked(error instanceof DOMException && error.name === 'NotAllowedError'),
    );
  }, [track, heard, onBlocked]);
  return <audio ref={element} data-cm-audio="" autoPlay />;
}

function usePlayedTracks(tracks: TrackRegistry): RoomTrack[] {
  const [played, setPlayed] = useState(() => playedOf(tracks));
  useEffect(() => {
    const read = (): void => setPlayed(playedOf(tracks));
    read();
    return tracks.on(read);
  }, [tracks]);
  return played;
}

function playedOf(tracks: TrackRegistry): RoomTrack[] {
  return tracks
    .list()
    .filter(
      ({ participantId, kind }) =>
        participantId !== localTracks && (kind === 'audio' || kind === 'screen-audio'),
    );
}

/** Plays every element that waits for a gesture; call it in one. Resolves with whether all play now. */
export async function playAllSound(page: Document): Promise<boolean> {
  const waiting = [...page.querySelectorAll<HTMLAudioElement>('audio[data-cm-audio]')];
  const results = await Promise.allSettled(waiting.map((audio) => audio.play()));
  return results.every(({ status }) => status === 'fulfilled');
}
