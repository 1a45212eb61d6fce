import { selectMyId, selectParticipants } from '@cloudmeet/room-engine';
import { OverflowTile, Stage, Tile } from '@cloudmeet/ui';
import { useRoomState, usePageDispatch } from '../../page/page-context.tsx';
import { viewChanged } from '../../page/view-slice.ts';
import { PersonTile } from '../stage/person-tile.tsx';

/** Who is there, before the first picture is. */
export function WaitingStage() {
  const people = useRoomState(selectParticipants).filter(({ receive }) => receive !== 'stream');
  const myId = useRoomState(selectMyId);
  const dispatch = usePageDispatch();
  return (
    <Stage
      layout="grid"
      tiles={people.map((person) => ({
        id: person.id,
        self: person.id === myId,
        content:
          person.id === myId ? (
            <PersonTile person={person} />
          ) : (
            <Tile
              name={person.name}
              seed={person.userId}
              avatarUrl={person.avatarUrl}
              cameraOn={false}
              muted={!person.audio}
            />
          ),
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
