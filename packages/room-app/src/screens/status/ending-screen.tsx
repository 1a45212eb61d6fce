import '@cloudmeet/ui/later-english';
import type { ConnectionStatus } from '@cloudmeet/room-engine';
import type { StatusScreenProps } from '@cloudmeet/ui';
import {
  DoorIcon,
  EndIcon,
  errorText,
  LeaveIcon,
  LockIcon,
  OfflineIcon,
  PeopleIcon,
  RemovePersonIcon,
  StatusScreen,
  useText,
  WarningIcon,
} from '@cloudmeet/ui';
import type { Translate } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';
import { Brand } from '../../shell/brand.tsx';
import { useTenantWords } from '../../shell/tenant-words.tsx';
import { useJoinAgain } from './use-join-again.ts';
import { useSupportLink } from './use-support-link.tsx';

export type EndingStatus = Extract<
  ConnectionStatus,
  'left' | 'ended' | 'removed' | 'replaced' | 'denied' | 'failed'
>;

interface Ending extends Pick<StatusScreenProps, 'title' | 'detail' | 'icon' | 'tone'> {
  /** What coming back is called; absent where there is no way back. */
  again?: string;
}

/** The meeting is over for this page: how, and what can be done. */
export function EndingScreen({ status }: { status: EndingStatus }) {
  const { t } = useText();
  const error = useRoomState(({ connection }) => connection.error);
  const { joinAgain, busy } = useJoinAgain();
  const own = useTenantWords('ended');
  const { again, ...words } = endingOf(status, error?.code, t);
  const isOver = status === 'left' || status === 'ended';
  return (
    <StatusScreen
      brand={<Brand size={32} />}
      {...words}
      {...(isOver && own !== undefined ? { detail: own } : {})}
      footnote={useSupportLink()}
      {...(again === undefined ? {} : { action: { label: again, busy, onPress: joinAgain } })}
    />
  );
}

function endingOf(status: EndingStatus, code: string | undefined, t: Translate): Ending {
  switch (status) {
    case 'left':
      return {
        icon: <LeaveIcon />,
        title: t('status.leftTitle'),
        detail: t('status.leftDetail'),
        again: t('status.joinAgain'),
      };
    case 'ended':
      return { icon: <EndIcon />, title: t('status.endedTitle'), detail: t('status.endedDetail') };
    case 'removed':
      return {
        icon: <RemovePersonIcon />,
        title: t('status.removedTitle'),
        detail: t('status.removedDetail'),
      };
    case 'replaced':
      return {
        icon: <PeopleIcon />,
        title: t('status.elsewhereTitle'),
        detail: t('status.elsewhereDetail'),
        again: t('status.continueHere'),
      };
    case 'denied':
      return {
        icon: <DoorIcon />,
        title: t('lobby.deniedTitle'),
        detail: t('lobby.deniedDetail'),
        again: t('common.tryAgain'),
      };
    case 'failed':
      return failureOf(code, t);
  }
}

/** Codes after which another try with the same link cannot work. */
const final = /^(token-|origin-|webrtc-|insecure-|removed|room-ended|not-found)/;

function failureOf(code: string | undefined, t: Translate): Ending {
  if (code === undefined || code === 'resume-expired') {
    return {
      icon: <OfflineIcon />,
      title: t('status.failedTitle'),
      detail: t('status.failedDetail'),
      again: t('status.joinAgain'),
    };
  }
  const { what, todo } = errorText(code, t);
  const icon =
    code === 'room-locked' ? <LockIcon /> : code === 'room-full' ? <PeopleIcon /> : <WarningIcon />;
  return {
    icon,
    tone: 'warning',
    title: what,
    detail: todo,
    ...(final.test(code) ? {} : { again: t('common.tryAgain') }),
  };
}

// a screen is a chunk of its own: `lazy()` wants it as the default
export default EndingScreen;
