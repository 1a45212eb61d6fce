import { useEffect, useRef, useState } from 'react';
import { localTracks } from '@cloudmeet/room-engine';
import type { RoomTrack, TrackRegistry } from '@cloudmeet/room-engine';
import { usePage } from '../page/page-context.tsx';

/** Everybody's sound. `onBlocked` is called when the browser wants a gesture before it plays anything. */
export function RoomAudio({ onBlocked }: { onBlocked: (blocked: boolean) => void }) {
  const { tracks } = usePage().room;
  const heard = useHeardTracks(tracks);
  return heard.map(({ participantId, kind, track }) => (
    <TrackAudio key={`${participantId} ${kind}`} track={track} onBlocked={onBlocked} />
  ));
}

function TrackAudio({
  track,
  onBlocked,
}: {
  track: MediaStreamTrack;
  onBlocked: (blocked: boolean) => void;
}) {
  const { room } = usePage();
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => (element.current ? room.attachOutput(element.current) : undefined), [room]);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = new MediaStream([track]);
    audio.play().then(
      () => onBlocked(false),
      // AbortError comes when the track is exchanged meanwhile: the next play() decides
      (error: unknown) => onBlocked(error instanceof DOMException && error.name === 'NotAllowedError'),
    );
    return () => {
      audio.srcObject = null;
    };
  }, [track, onBlocked]);
  return <audio ref={element} data-cm-audio="" autoPlay />;
}

function useHeardTracks(tracks: TrackRegistry): RoomTrack[] {
  const [heard, setHeard] = useState(() => heardOf(tracks));
  useEffect(() => {
    const read = (): void => setHeard(heardOf(tracks));
    read();
    return tracks.on(read);
  }, [tracks]);
  return heard;
}

function heardOf(tracks: TrackRegistry): RoomTrack[] {
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
