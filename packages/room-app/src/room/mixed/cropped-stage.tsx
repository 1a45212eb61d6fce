import { layoutCanvas } from '@cloudmeet/contracts';
import type { LayoutMap, Participant, Tile as MapTile } from '@cloudmeet/contracts';
import { selectMyId, selectParticipants } from '@cloudmeet/room-engine';
import { OverflowTile, PictureCrop, Stage, useText } from '@cloudmeet/ui';
import { usePageDispatch, useRoomState } from '../../page/page-context.tsx';
import { viewChanged } from '../../page/view-slice.ts';
import { useStageChoice } from '../stage/use-stage-choice.ts';
import { MixedTile } from './mixed-tile.tsx';
import { useWholePictureSize } from './use-picture-size.ts';

/** Faces that are still faces on a narrow screen. */
const narrowTilesMax = 8;

export interface CroppedStageProps {
  map: LayoutMap;
  stream: MediaStream | null;
  narrow: boolean;
}

/** The picture cut into its tiles, laid out for this page alone. */
export function CroppedStage({ map, stream, narrow }: CroppedStageProps) {
  const { layout, featuredId, people } = useStageChoice();
  const myId = useRoomState(selectMyId);
  const everyone = useRoomState(selectParticipants);
  const dispatch = usePageDispatch();
  useWholePictureSize();
  const screen = map.tiles.find(({ kind }) => kind === 'screen');
  const sharer = screen && everyone.find(({ id }) => id === screen.participantId);
  const shown = shownPeople(map, people, featuredId, narrow ? narrowTilesMax - 1 : people.length);
  return (
    <Stage
      layout={sharer ? 'presentation' : layout}
      featuredId={featuredId}
      {...(narrow ? { tilesMax: narrowTilesMax } : {})}
      screen={screen && sharer ? <CroppedTile person={sharer} tile={screen} stream={stream} /> : null}
      tiles={shown.map(({ person, tile }) => ({
        id: person.id,
        self: person.id === myId,
        content: <CroppedTile person={person} tile={tile} stream={stream} />,
      }))}
      renderOverflow={(hiddenIds) => (
        <OverflowTile
          people={people.filter(({ id }) => hiddenIds.includes(id))}
          onPress={() => dispatch(viewChanged({ panel: 'people', peopleTab: 'room' }))}
        />
      )}
    />
  );
}

interface ShownPerson {
  person: Participant;
  tile: MapTile;
}

/** Whoever has a place in the picture in its order, whom one looks at among the first, then the others. */
function shownPeople(
  map: LayoutMap,
  people: readonly Participant[],
  featuredId: string | null,
  firstPlaces: number,
): ShownPerson[] {
  const cameras = map.tiles.filter(({ kind }) => kind === 'camera');
  const inPicture = cameras.flatMap((tile): ShownPerson[] => {
    const person = people.find(({ id }) => id === tile.participantId);
    return person ? [{ person, tile }] : [];
  });
  const rest = people
    .filter(({ id }) => !cameras.some(({ participantId }) => participantId === id))
    .map((person): ShownPerson => ({ person, tile: nowhere(person.id) }));
  const all = [...inPicture, ...rest];
  const at = all.findIndex(({ person }) => person.id === featuredId);
  const featured = all[at];
  if (!featured || at < firstPlaces) return all;
  const others = all.toSpliced(at, 1);
  return [...others.slice(0, firstPlaces - 1), featured, ...others.slice(firstPlaces - 1)];
}

/** Somebody without a place in the picture stands as an avatar. */
function nowhere(participantId: string): MapTile {
  return { participantId, kind: 'camera', x: 0, y: 0, width: 1, height: 1, hasVideo: false };
}

function CroppedTile({ person, tile, stream }: ShownPerson & { stream: MediaStream | null }) {
  const { t } = useText();
  const { x, y, width, height, kind } = tile;
  return (
    <MixedTile
      person={person}
      tile={tile}
      crop={
        <PictureCrop
          stream={stream}
          canvas={layoutCanvas}
          rect={{ x, y, width, height }}
          fit={kind === 'screen' ? 'contain' : 'cover'}
          label={
            kind === 'screen'
              ? t('tile.screenOf', { name: person.name })
              : t('tile.videoOf', { name: person.name })
          }
        />
      }
    />
  );
}
