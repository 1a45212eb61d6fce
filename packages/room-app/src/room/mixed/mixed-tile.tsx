import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Participant, Tile as MapTile } from '@cloudmeet/contracts';
import { selectMyId, selectPeer } from '@cloudmeet/room-engine';
import { ShareIcon, Tile, useText } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';
import { MenuOf, PersonTile, qualityOf, useMarks } from '../stage/person-tile.tsx';

export interface MixedTileProps {
  person: Participant;
  tile: MapTile;
  /** The tile's own part of the picture; without it the tile lies over the whole picture. */
  crop?: ReactNode;
}

/** What stands over one place of the picture. My own camera stands there itself, without the way over the network. */
export const MixedTile = memo(function MixedTile({ person, tile, crop }: MixedTileProps) {
  const isMe = useRoomState((state) => selectMyId(state) === person.id);
  if (tile.kind === 'screen') return <MixedScreen person={person} crop={crop} isMe={isMe} />;
  return isMe ? <PersonTile person={person} /> : <MixedPerson person={person} tile={tile} crop={crop} />;
});

function MixedPerson({ person, tile, crop }: MixedTileProps) {
  const marks = useMarks(person);
  const peer = useRoomState((state) => selectPeer(state, person.id));
  return (
    <Tile
      {...marks}
      {...pictureOf(tile.hasVideo, crop)}
      cameraOn={false}
      muted={!person.audio}
      connecting={!peer.connected}
      quality={qualityOf(peer)}
      menu={<MenuOf person={person} />}
    />
  );
}

function MixedScreen({ person, crop, isMe }: { person: Participant; crop: ReactNode; isMe: boolean }) {
  const { t } = useText();
  return (
    <Tile
      {...pictureOf(true, crop)}
      name={t('tile.screenOf', { name: person.name })}
      cameraOn
      fit="contain"
      caption={
        <>
          <ShareIcon />
          {isMe ? t('tile.youPresent') : t('tile.presents', { name: person.name })}
        </>
      }
    />
  );
}

/** Over the picture where it shows the person; the avatar stands on a ground of its own. */
function pictureOf(hasVideo: boolean, crop: ReactNode): { picture?: ReactNode; over?: boolean } {
  if (!hasVideo) return {};
  return crop === undefined ? { picture: null, over: true } : { picture: crop };
}
