import { lazy, memo, Suspense } from 'react';
import type { Participant } from '@cloudmeet/contracts';
import { localTracks, selectMedia, selectMyId, selectPeer, selectSpeaking } from '@cloudmeet/room-engine';
import type { Peer, RoomEngineState } from '@cloudmeet/room-engine';
import { Tile } from '@cloudmeet/ui';
import type { TileProps } from '@cloudmeet/ui';
import { looksAway, useStream } from '../../media/use-stream.ts';
import { useRoomState } from '../../page/page-context.tsx';

const PersonMenu = lazy(() => import('../people/person-menu.tsx'));

/** One person on the stage: mine from my own camera, without the way over the network. */
export const PersonTile = memo(function PersonTile({ person }: { person: Participant }) {
  const isMe = useRoomState((state) => selectMyId(state) === person.id);
  return isMe ? <MyTile person={person} /> : <OtherTile person={person} />;
});

type Marks = Pick<TileProps, 'name' | 'avatarUrl' | 'seed' | 'speaking' | 'hand'>;

/** What stands on every tile alike. */
export function useMarks({ id, name, avatarUrl, userId }: Participant): Marks {
  const speaking = useRoomState((state) => selectSpeaking(state).includes(id));
  const hand = useRoomState((state) => handNumber(state, id));
  return { name, avatarUrl, seed: userId, speaking, hand };
}

/** Place in the queue of hands, from 1; null while the hand is down. */
function handNumber({ room }: RoomEngineState, id: string): number | null {
  const at = room.hands.indexOf(id);
  return at < 0 ? null : at + 1;
}

function MyTile({ person }: { person: Participant }) {
  const { audio, video } = useRoomState(selectMedia);
  const stream = useStream(localTracks, 'video');
  const marks = useMarks(person);
  const reconnecting = useRoomState(({ connection }) => connection.status === 'reconnecting');
  return (
    <Tile
      {...marks}
      self
      stream={stream}
      mirrored={!looksAway(stream)}
      cameraOn={video.status === 'on' && stream !== null}
      muted={audio.status !== 'on'}
      speaking={marks.speaking === true && !reconnecting}
    />
  );
}

function OtherTile({ person }: { person: Participant }) {
  const stream = useStream(person.id, 'video');
  const peer = useRoomState((state) => selectPeer(state, person.id));
  const marks = useMarks(person);
  return (
    <Tile
      {...marks}
      stream={stream}
      cameraOn={person.video && stream !== null}
      muted={!person.audio}
      connecting={isConnecting(person, peer, stream)}
      quality={qualityOf(peer)}
      menu={<MenuOf person={person} />}
    />
  );
}

/** What I may do with a person, a moment after their tile. */
export function MenuOf({ person }: { person: Participant }) {
  return (
    <Suspense fallback={null}>
      <PersonMenu person={person} />
    </Suspense>
  );
}

/** The picture waits for its path, or the person is on the way back. */
function isConnecting(person: Participant, peer: Peer, stream: MediaStream | null): boolean {
  if (!peer.connected) return true;
  const shares = person.audio || person.video;
  return shares && (peer.link === 'connecting' || (peer.link === 'new' && stream === null));
}

export function qualityOf(peer: Peer): TileProps['quality'] {
  return peer.link === 'interrupted' || peer.link === 'failed' || !peer.connected ? 'lost' : peer.quality;
}
