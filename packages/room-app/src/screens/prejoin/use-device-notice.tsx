import type { ReactNode } from 'react';
import type { ErrorCode } from '@cloudmeet/contracts';
import { selectMedia } from '@cloudmeet/room-engine';
import type { MediaState } from '@cloudmeet/room-engine';
import { Button, Notice, ShieldIcon, useText, WarningIcon } from '@cloudmeet/ui';
import type { TextKey } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { permissionHelp } from './browser-help.ts';

interface DeviceTrouble {
  what: TextKey;
  detail: TextKey;
  blocked: boolean;
  kinds: ('audio' | 'video')[];
}

/**
 * Why camera or microphone cannot be used, and what to do about it in this browser; null while both can. Joining
 * without them goes on.
 */
export function useDeviceNotice(): ReactNode {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const media = useRoomState(selectMedia);
  const trouble = troubleOf(media);
  if (!trouble) return null;
  const retry = (): Promise<unknown> =>
    Promise.all(
      trouble.kinds.map((kind) => (kind === 'audio' ? actions.setAudio(true) : actions.setVideo(true))),
    );
  return (
    <Notice
      tone="warning"
      icon={trouble.blocked ? <ShieldIcon /> : <WarningIcon />}
      detail={t(trouble.detail)}
      action={
        trouble.blocked ? undefined : (
          <Button size="small" onClick={() => void run(retry)}>
            {t('common.tryAgain')}
          </Button>
        )
      }
    >
      {t(trouble.what)}
    </Notice>
  );
}

const detailWords: Partial<Record<ErrorCode, [what: TextKey, detail: TextKey]>> = {
  'policy-blocked': ['permission.embedTitle', 'permission.embedDetail'],
  'insecure-context': ['permission.insecureTitle', 'permission.insecureDetail'],
  'device-in-use': ['permission.inUseTitle', 'permission.inUseDetail'],
  'device-not-found': ['permission.notFoundTitle', 'permission.notFoundDetail'],
  'device-failed': ['permission.failedTitle', 'permission.failedDetail'],
};

function troubleOf({ audio, video }: MediaState): DeviceTrouble | undefined {
  const kinds = (['audio', 'video'] as const).filter(
    (kind) => (kind === 'audio' ? audio : video).error !== null,
  );
  const code = (audio.error ?? video.error)?.code;
  if (code === undefined) return undefined;
  if (code === 'permission-denied') {
    return { what: deniedWords(kinds), detail: permissionHelp(navigator), blocked: true, kinds };
  }
  const [what, detail] = detailWords[code] ?? ['permission.failedTitle', 'permission.failedDetail'];
  return { what, detail, blocked: code === 'policy-blocked' || code === 'insecure-context', kinds };
}

function deniedWords(kinds: readonly ('audio' | 'video')[]): TextKey {
  if (kinds.length > 1) return 'permission.deniedBothTitle';
  return kinds[0] === 'audio' ? 'permission.deniedMicrophoneTitle' : 'permission.deniedCameraTitle';
}
