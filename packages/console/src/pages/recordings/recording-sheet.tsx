import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '../../api/api.ts';
import type { Recording } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { CopyId } from '../../parts/copy/copy-id.tsx';
import { Facts } from '../../parts/figures/facts.tsx';
import { Sheet } from '../../parts/sheet/sheet.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { ProblemState } from '../../parts/states/problem-state.tsx';
import { RowDanger } from '../../parts/table/row-danger.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { Player } from './player.tsx';
import styles from './recordings.module.css';
import { RecordingStatus } from './recording-status.tsx';
import { ShareLink } from './share-link.tsx';

/** One recording: to watch, to give to somebody, to delete; and why there is none where it failed. */
export function RecordingSheet({
  recordingId,
  onClose,
}: {
  recordingId: string | null;
  onClose: () => void;
}) {
  const { t } = useConsoleText();
  const { currentData, error, refetch } = api.useGetRecordingQuery(
    { recordingId: recordingId ?? '' },
    { skip: recordingId === null, pollingInterval: 5000, skipPollingIfUnfocused: true },
  );
  const problem = asProblem(error);
  return (
    <Sheet opened={recordingId !== null} title={t('captures.recording')} onClose={onClose}>
      {currentData ? <Details recording={currentData} onDeleted={onClose} /> : null}
      {problem && !currentData ? <ProblemState problem={problem} onRetry={() => void refetch()} /> : null}
    </Sheet>
  );
}

function Details({ recording, onDeleted }: { recording: Recording; onDeleted: () => void }) {
  const { t, formats } = useConsoleText();
  const { id, status, failure, sessionId, participants, durationSeconds, bytes, expiresAt } = recording;
  const missing = recording.gaps.reduce((sum, gap) => sum + gap.durationSeconds, 0);
  return (
    <>
      {status === 'ready' ? <Player recording={recording} /> : null}
      {failure ? (
        <p className={styles['failure']}>
          {t('captures.failed', { why: failure.detail })} <code>{failure.code}</code>
        </p>
      ) : null}
      {missing > 0 ? (
        <p className={styles['failure']}>{t('captures.gaps', { time: formats.duration(missing) })}</p>
      ) : null}
      <Facts
        facts={[
          { label: t('webhooks.state'), value: <RecordingStatus recording={recording} /> },
          { label: t('captures.id'), value: <CopyId value={id} label={t('captures.id')} /> },
          {
            label: t('sessions.one'),
            value: <Link to={`/sessions/${sessionId}`}>{t('captures.toSession')}</Link>,
          },
          ...(durationSeconds === null
            ? []
            : [{ label: t('sessions.duration'), value: formats.duration(durationSeconds) }]),
          ...(bytes === null
            ? []
            : [{ label: t('captures.size'), value: `${formats.number(bytes / 1e6, 1)} MB` }]),
          ...(expiresAt === null
            ? []
            : [{ label: t('captures.deletedAt'), value: formats.dateTime(expiresAt) }]),
          { label: t('live.people'), value: participants.map(({ name }) => name).join(', ') || '–' },
        ]}
      />
      {status === 'ready' ? <ShareLink recordingId={id} /> : null}
      <Acts recording={recording} onDeleted={onDeleted} />
    </>
  );
}

function Acts({ recording: { id, status }, onDeleted }: { recording: Recording; onDeleted: () => void }) {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const notify = useNotify();
  const [stop, stopping] = api.useStopRecordingMutation();
  const [remove, removing] = api.useDeleteRecordingMutation();
  const isRunning = status === 'recording' || status === 'queued';
  return (
    <div className={styles['acts']}>
      <ProblemNotice problem={asProblem(stopping.error)} />
      {isRunning && mayDo('stopRecording') ? (
        <Button loading={stopping.isLoading} onClick={() => void stop({ recordingId: id })}>
          {t('captures.stop')}
        </Button>
      ) : null}
      {!isRunning && mayDo('deleteRecording') ? (
        <RowDanger
          label={t('captures.delete')}
          describedLabel={t('captures.delete')}
          title={t('captures.deleteTitle')}
          consequence={t('captures.deleteWhat')}
          name={id}
          act={() => remove({ recordingId: id })}
          state={removing}
          onDone={() => {
            notify(t('captures.deleted'));
            onDeleted();
          }}
        />
      ) : null}
    </div>
  );
}
