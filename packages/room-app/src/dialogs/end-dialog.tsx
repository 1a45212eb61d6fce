import '@cloudmeet/ui/later-english';
import { selectCounts } from '@cloudmeet/room-engine';
import { ConfirmDialog, useText } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import { useCloseDialog } from './use-close-dialog.ts';

/** Asks before everyone is sent home. */
export function EndDialog() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const close = useCloseDialog();
  const { present } = useRoomState(selectCounts);
  return (
    <ConfirmDialog
      open
      onClose={close}
      title={t('leave.endConfirm')}
      description={t('leave.endDetail', { count: present })}
      confirmLabel={t('leave.endForAll')}
      cancelLabel={t('leave.stay')}
      onConfirm={() => {
        close();
        void run(() => actions.end());
      }}
    />
  );
}

// a dialog is a chunk of its own: `lazy()` wants it as the default
export default EndDialog;
