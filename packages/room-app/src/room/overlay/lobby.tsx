import '@cloudmeet/ui/later-english';
import { selectWaiting } from '@cloudmeet/room-engine';
import { LobbyCard } from '@cloudmeet/ui';
import { useActions, usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { viewChanged } from '../../page/view-slice.ts';
import { useMay } from '../use-may.ts';

/** Who stands at the door, for those who may open it. Not twice: the list of people shows them too. */
export function Lobby() {
  const actions = useActions();
  const run = useRun();
  const dispatch = usePageDispatch();
  const may = useMay();
  const waiting = useRoomState(selectWaiting);
  const listed = usePageState(({ view }) => view.panel === 'people' && view.peopleTab === 'waiting');
  if (!may('lobby.admit') || listed) return null;
  return (
    <LobbyCard
      waiting={waiting}
      onAdmit={(ids) => void run(() => Promise.all(ids.map((id) => actions.admit(id))))}
      onDeny={(id) => void run(() => actions.deny(id))}
      onShow={() => dispatch(viewChanged({ panel: 'people', peopleTab: 'waiting' }))}
    />
  );
}

// a chunk of its own, for those at whose door somebody stands: `lazy()` wants it as the default
export default Lobby;
