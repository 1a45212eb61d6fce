import { selectCan } from '@cloudmeet/room-engine';
import { EndIcon, LeaveIcon, useText } from '@cloudmeet/ui';
import type { ControlBarProps } from '@cloudmeet/ui';
import { useActions, usePageDispatch, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { viewChanged } from '../../page/view-slice.ts';

/** Leaving: at once for most; who may end the meeting for everyone is asked which. */
export function useLeave(): ControlBarProps['leave'] {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const dispatch = usePageDispatch();
  const mayEnd = useRoomState((state) => selectCan(state, 'room.end'));
  const leave = (): void => void run(() => actions.leave());
  if (!mayEnd) return { onPress: leave };
  return {
    menu: [
      { id: 'leave', label: t('leave.leave'), icon: <LeaveIcon />, onSelect: leave },
      {
        id: 'end',
        label: t('leave.endForAll'),
        icon: <EndIcon />,
        danger: true,
        onSelect: () => dispatch(viewChanged({ dialog: 'end' })),
      },
    ],
  };
}
