import '@cloudmeet/ui/later-english';
import { useState } from 'react';
import { selectRecording } from '@cloudmeet/room-engine';
import { Button, ConfirmDialog, Dialog, Switch, useText } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import { useCloseDialog } from './use-close-dialog.ts';

/** Starts a recording, or asks before it is stopped. */
export function RecordingDialog() {
  // what it was opened for stays, whatever others do meanwhile
  const [running] = useState(useRoomState(selectRecording) !== null);
  return running ? <StopRecording /> : <StartRecording />;
}

function StartRecording() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const close = useCloseDialog();
  const [audioOnly, setAudioOnly] = useState(false);
  const start = (): void => {
    close();
    void run(() => actions.startRecording({ audioOnly }));
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t('captures.recordTitle')}
      description={t('captures.recordDetail')}
      actions={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button tone="primary" data-autofocus onClick={start}>
            {t('controls.startRecording')}
          </Button>
        </>
      }
    >
      <Switch
        label={t('captures.audioOnly')}
        hint={t('captures.audioOnlyHint')}
        checked={audioOnly}
        onChange={setAudioOnly}
      />
    </Dialog>
  );
}

function StopRecording() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const close = useCloseDialog();
  return (
    <ConfirmDialog
      open
      onClose={close}
      title={t('captures.stopRecordingTitle')}
      description={t('captures.stopRecordingDetail')}
      confirmLabel={t('controls.stopRecording')}
      cancelLabel={t('captures.goOn')}
      onConfirm={() => {
        close();
        void run(() => actions.stopRecording());
      }}
    />
  );
}

// a dialog is a chunk of its own: `lazy()` wants it as the default
export default RecordingDialog;
