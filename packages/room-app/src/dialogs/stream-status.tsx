import type { TargetStatus } from '@cloudmeet/contracts';
import { selectStream, selectViewerCount } from '@cloudmeet/room-engine';
import { Badge, Button, Dialog, useText } from '@cloudmeet/ui';
import type { BadgeProps, TextKey } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import styles from './dialogs.module.css';
import { useCloseDialog } from './use-close-dialog.ts';

const statusWords: Record<TargetStatus, [TextKey, BadgeProps['tone']]> = {
  waiting: ['captures.target.waiting', 'neutral'],
  connecting: ['captures.target.connecting', 'neutral'],
  live: ['captures.target.live', 'good'],
  retrying: ['captures.target.retrying', 'warning'],
  failed: ['captures.target.failed', 'danger'],
  ended: ['captures.target.ended', 'neutral'],
};

/** Where the stream goes and how each of these is doing; and the button that ends it. */
export function StreamStatus() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const close = useCloseDialog();
  const stream = useRoomState(selectStream);
  const viewers = useRoomState(selectViewerCount);
  const stop = (): void => {
    close();
    void run(() => actions.stopStream());
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('captures.liveTitle')}
      description={t('captures.liveDetail')}
      actions={
        <>
          <Button onClick={close}>{t('captures.stayLive')}</Button>
          <Button tone="danger" disabled={stream === null || stream.status === 'stopping'} onClick={stop}>
            {t('captures.stopStream')}
          </Button>
        </>
      }
    >
      <ul className={styles.targets}>
        {stream?.hlsUrl == null ? null : (
          <li>
            {t('captures.here')}
            <span>{t('captures.viewers', { count: viewers })}</span>
          </li>
        )}
        {stream?.targets.map(({ id, host, status }) => (
          <li key={id}>
            <span dir="ltr">{host}</span>
            <Badge tone={statusWords[status][1] ?? 'neutral'}>{t(statusWords[status][0])}</Badge>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
