import { useMemo } from 'react';
import FilmIcon from 'lucide-react/icons/clapperboard';
import { api } from '../../api/api.ts';
import type { Recording } from '../../api/api.ts';
import { StateAndRoom } from '../../parts/filters/state-and-room.tsx';
import { useSheet } from '../../parts/sheet/use-sheet.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { createdColumn } from '../../parts/table/common-columns.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './recordings.module.css';
import { RecordingSheet } from './recording-sheet.tsx';
import { RecordingStatus } from './recording-status.tsx';
import { useCaptureQuery } from './use-capture-query.ts';

const statuses = ['queued', 'recording', 'processing', 'ready', 'failed'] as const;
/** Every recording, newest first. */
export function Recordings() {
  const { t } = useConsoleText();
  const sheet = useSheet('recording');
  const { query, isFiltered } = useCaptureQuery(statuses);
  const list = api.useListRecordingsQuery(query, { pollingInterval: 5000, skipPollingIfUnfocused: true });
  return (
    <div className={styles['stack']}>
      <StateAndRoom
        label={t('captures.filters')}
        states={statuses}
        wordOf={(status) => t(`captures.statuses.${status}`)}
      />
      <PagedTable
        label={t('captures.recordings')}
        columns={useRecordingColumns(sheet.open)}
        rowKey={({ id }) => id}
        list={list}
        empty={
          <EmptyState
            Icon={FilmIcon}
            what={t(isFiltered ? 'captures.noneFound' : 'captures.none')}
            todo={t(isFiltered ? 'rooms.noneFoundDo' : 'captures.noneDo')}
          />
        }
      />
      <RecordingSheet recordingId={sheet.value} onClose={sheet.close} />
    </div>
  );
}

function useRecordingColumns(open: (id: string) => void): readonly Column<Recording>[] {
  const text = useConsoleText();
  const { t, formats } = text;
  return useMemo(
    () => [
      {
        key: 'started',
        header: t('sessions.started'),
        isName: true,
        cell: ({ id, startedAt, createdAt }) => (
          <button type="button" className={styles['open']} onClick={() => open(id)}>
            {formats.dateTime(startedAt ?? createdAt)}
          </button>
        ),
      },
      {
        key: 'status',
        header: t('webhooks.state'),
        cell: (recording) => <RecordingStatus recording={recording} />,
      },
      {
        key: 'duration',
        header: t('sessions.duration'),
        align: 'end',
        show: 'wide',
        cell: ({ durationSeconds }) => (durationSeconds === null ? '–' : formats.duration(durationSeconds)),
      },
      {
        key: 'size',
        header: t('captures.size'),
        align: 'end',
        show: 'wide',
        cell: ({ bytes }) => (bytes === null ? '–' : `${formats.number(bytes / 1e6, 1)} MB`),
      },
      {
        key: 'by',
        header: t('captures.by'),
        show: 'wide',
        cell: ({ startedBy }) => startedBy.name ?? t(`captures.startedBy.${startedBy.kind}`),
      },
      createdColumn(text),
    ],
    [text, t, formats, open],
  );
}
