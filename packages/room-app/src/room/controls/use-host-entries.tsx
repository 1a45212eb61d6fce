import { selectCan, selectOthers, selectRoom } from '@cloudmeet/room-engine';
import { LayoutIcon, LockIcon, MicrophoneOffIcon, ShieldIcon, UnlockIcon, useText } from '@cloudmeet/ui';
import type { MenuEntry } from '@cloudmeet/ui';
import { useActions, usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { useCaptureEntries } from './use-capture-entries.tsx';
import { viewChanged } from '../../page/view-slice.ts';

/** What hosts and moderators do to the whole room; empty for everybody else. */
export function useHostEntries(): MenuEntry[] {
  const entries = [useLockEntry(), useMuteAllEntry(), useLayoutForAllEntry(), usePoliciesEntry()];
  return [...useCaptureEntries(), ...entries.filter((entry) => entry !== undefined)];
}

function useLockEntry(): MenuEntry | undefined {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const { locked } = useRoomState(selectRoom);
  if (!useRoomState((state) => selectCan(state, 'room.lock'))) return undefined;
  return {
    id: 'lock',
    label: locked ? t('controls.unlockRoom') : t('controls.lockRoom'),
    icon: locked ? <UnlockIcon /> : <LockIcon />,
    onSelect: () => void run(() => actions.lock(!locked)),
  };
}

function useMuteAllEntry(): MenuEntry | undefined {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const talkers = useRoomState(selectOthers).filter(({ audio }) => audio);
  if (!useRoomState((state) => selectCan(state, 'participant.mute'))) return undefined;
  return {
    id: 'mute-all',
    label: t('people.muteAll'),
    icon: <MicrophoneOffIcon />,
    disabled: talkers.length === 0,
    onSelect: () => void run(() => Promise.all(talkers.map(({ id }) => actions.mute(id)))),
  };
}

/** Gives everyone the layout that I see. */
function useLayoutForAllEntry(): MenuEntry | undefined {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const dispatch = usePageDispatch();
  const roomLayout = useRoomState(({ room }) => room.layout);
  const mine = usePageState(({ view }) => view.layout);
  if (!useRoomState((state) => selectCan(state, 'layout.set'))) return undefined;
  if (mine === null || mine === roomLayout) return undefined;
  return {
    id: 'layout-for-all',
    label: t('layout.forAll'),
    icon: <LayoutIcon />,
    onSelect: () =>
      void run(async () => {
        await actions.setLayout(mine);
        dispatch(viewChanged({ layout: null }));
      }),
  };
}

function usePoliciesEntry(): MenuEntry | undefined {
  const { t } = useText();
  const dispatch = usePageDispatch();
  if (!useRoomState((state) => selectCan(state, 'room.updatePolicy'))) return undefined;
  return {
    id: 'policies',
    label: t('policies.open'),
    icon: <ShieldIcon />,
    onSelect: () => dispatch(viewChanged({ dialog: 'policies' })),
  };
}
