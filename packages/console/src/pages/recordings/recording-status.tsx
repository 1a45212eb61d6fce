import { Badge } from '@cloudmeet/ui';
import type { Recording } from '../../api/api.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';

const tones = {
  queued: 'neutral',
  recording: 'accent',
  processing: 'warning',
  ready: 'good',
  failed: 'danger',
} as const;

/** How far a recording is. */
export function RecordingStatus({ recording: { status, queuePosition } }: { recording: Recording }) {
  const { t } = useConsoleText();
  return (
    <Badge tone={tones[status]}>
      {status === 'queued' && queuePosition !== null
        ? t('captures.queuedAt', { position: queuePosition })
        : t(`captures.statuses.${status}`)}
    </Badge>
  );
}
