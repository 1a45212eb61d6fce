import '@cloudmeet/ui/later-english';
import { ConfirmDialog, useText } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import { useCloseDialog } from './use-close-dialog.ts';

/** Asks before somebody is put out of the room. Closes by itself when they have left. */
export function RemoveDialog({ participantId }: { participantId: string }) {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const close = useCloseDialog();
  const name = useRoomState(({ room }) => room.participants[participantId]?.name);
  return (
    <ConfirmDialog
      open={name !== undefined}
      onClose={close}
      title={t('people.removeConfirm', { name: name ?? '' })}
      description={t('people.removeDetail')}
      confirmLabel={t('people.removeAction', { name: name ?? '' })}
      onConfirm={() => {
        close();
        void run(() => actions.remove(participantId));
      }}
    />
  );
}

// a dialog is a chunk of its own: `lazy()` wants it as the default
export default RemoveDialog;
