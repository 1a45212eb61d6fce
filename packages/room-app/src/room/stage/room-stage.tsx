import { selectMyId, selectTopology } from '@cloudmeet/room-engine';
import { OverflowTile, Stage } from '@cloudmeet/ui';
import { usePageDispatch, useRoomState } from '../../page/page-context.tsx';
import { viewChanged } from '../../page/view-slice.ts';
import { useViewerPart } from '../viewer/use-viewer-part.ts';
import { PersonTile } from './person-tile.tsx';
import { ScreenTile } from './screen-tile.tsx';
import { useMixedPart } from './use-mixed-part.ts';
import { useStageChoice } from './use-stage-choice.ts';

/** Everybody in the room, and what is shared: each by a picture of their own, or all in one. */
export function RoomStage() {
  const topology = useRoomState(selectTopology);
  const mixed = useMixedPart();
  const viewer = useViewerPart();
  if (viewer.wanted) return viewer.part ? <viewer.part.ViewerStage /> : <div aria-busy="true" />;
  if (topology !== 'mixed') return <OwnPictures />;
  return mixed ? <mixed.MixedStage /> : <div aria-busy="true" />;
}

function OwnPictures() {
  const { layout, featuredId, sharer, people } = useStageChoice();
  const myId = useRoomState(selectMyId);
  const dispatch = usePageDispatch();
  return (
    <Stage
      layout={layout}
      featuredId={featuredId}
      screen={sharer ? <ScreenTile sharer={sharer} /> : null}
      tiles={people.map((person) => ({
        id: person.id,
        self: person.id === myId,
        content: <PersonTile person={person} />,
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
