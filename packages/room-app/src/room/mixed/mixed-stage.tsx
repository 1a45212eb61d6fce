import { layoutCanvas } from '@cloudmeet/contracts';
import type { LayoutMap, Participant } from '@cloudmeet/contracts';
import { mixTracks, selectMix, selectMyId, selectParticipants } from '@cloudmeet/room-engine';
import { OverflowTile, PictureStage } from '@cloudmeet/ui';
import type { PictureTile } from '@cloudmeet/ui';
import { useStream } from '../../media/use-stream.ts';
import { usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { viewChanged } from '../../page/view-slice.ts';
import { WaitingStage } from './waiting-stage.tsx';
import { CroppedStage } from './cropped-stage.tsx';
import { MixedTile } from './mixed-tile.tsx';
import { useNarrow } from './use-narrow.ts';
import { usePictureSize } from './use-picture-size.ts';

/**
 * Everybody in one picture, and over it what is not in the picture. Who wants something else than the others see, or
 * has a narrow screen, gets the same picture cut up and laid out anew.
 */
export function MixedStage() {
  const map = useRoomState((state) => selectMix(state).map);
  const stream = useStream(mixTracks, 'video');
  const layout = usePageState(({ view }) => view.layout);
  const pinned = usePageState(({ view }) => view.pinned);
  const { narrow, measure } = useNarrow();
  const wantsOwn = layout !== null || map?.tiles.some(({ participantId }) => participantId === pinned);
  return (
    <div ref={measure} style={{ inlineSize: '100%', blockSize: '100%', minBlockSize: 0 }}>
      {map === null || map.tiles.length === 0 ? (
        <WaitingStage />
      ) : narrow || wantsOwn ? (
        <CroppedStage map={map} stream={stream} narrow={narrow} />
      ) : (
        <WholePicture map={map} stream={stream} />
      )}
    </div>
  );
}

function WholePicture({ map, stream }: { map: LayoutMap; stream: MediaStream | null }) {
  const participants = useRoomState(selectParticipants);
  const myId = useRoomState(selectMyId);
  const hideSelf = usePageState(({ view }) => view.hideSelf);
  const dispatch = usePageDispatch();
  const onSize = usePictureSize();
  const tiles = map.tiles.flatMap((tile): PictureTile[] => {
    const person = participants.find(({ id }) => id === tile.participantId);
    const mine = tile.participantId === myId && tile.kind === 'camera';
    if (!person || (mine && hideSelf)) return [];
    return [
      {
        id: `${tile.participantId} ${tile.kind}`,
        rect: tile,
        shows: tile.hasVideo && !mine,
        content: <MixedTile person={person} tile={tile} />,
      },
    ];
  });
  return (
    <PictureStage
      stream={stream}
      canvas={layoutCanvas}
      tiles={tiles}
      onSize={onSize}
      overflow={
        map.unseen > 0 ? (
          <OverflowTile
            people={unseenOf(map, participants)}
            count={map.unseen}
            onPress={() => dispatch(viewChanged({ panel: 'people', peopleTab: 'room' }))}
          />
        ) : undefined
      }
    />
  );
}

/** Those whose camera has no place in the picture. */
function unseenOf({ tiles }: LayoutMap, participants: readonly Participant[]): Participant[] {
  const seen = new Set(
    tiles.filter(({ kind }) => kind === 'camera').map(({ participantId }) => participantId),
  );
  return participants.filter(({ id, receive }) => receive !== 'stream' && !seen.has(id));
}
