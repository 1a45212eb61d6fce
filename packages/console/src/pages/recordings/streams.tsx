import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { Badge } from '@cloudmeet/ui';
import StreamIcon from 'lucide-react/icons/radio-tower';
import { api } from '../../api/api.ts';
import type { Stream } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { useNotify } from '../../notices/use-notify.ts';
import { EmptyState } from '../../parts/states/empty-state.tsx';
import { problemText } from '../../parts/states/problem-text.ts';
import { actionsColumn } from '../../parts/table/common-columns.tsx';
import type { Column } from '../../parts/table/data-table.tsx';
import { PagedTable } from '../../parts/table/paged-table.tsx';
import { useMayDo } from '../../session/use-may-do.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './recordings.module.css';
import { useCaptureQuery } from './use-capture-query.ts';

const statuses = ['queued', 'live', 'ended', 'failed'] as const;
const tones = { queued: 'neutral', live: 'good', ended: 'neutral', failed: 'danger' } as const;
const targetTones = {
  waiting: 'neutral',
  connecting: 'neutral',
  live: 'good',
  retrying: 'warning',
  failed: 'danger',
  ended: 'neutral',
} as const;

/** Every stream, newest first, with how each of its targets is now. */
export function Streams() {
  const { t } = useConsoleText();
  const { query } = useCaptureQuery(statuses);
  return (
    <PagedTable
      label={t('captures.streams')}
      columns={useStreamColumns()}
      rowKey={({ id }) => id}
      list={api.useListStreamsQuery(query, { pollingInterval: 5000, skipPollingIfUnfocused: true })}
      empty={<EmptyState Icon={StreamIcon} what={t('captures.noStreams')} todo={t('captures.noStreamsDo')} />}
    />
  );
}

function useStreamColumns(): readonly Column<Stream>[] {
  const text = useConsoleText();
  const { t, formats } = text;
  const mayStop = useMayDo()('stopStream');
  return useMemo(
    () => [
      {
        key: 'started',
        header: t('sessions.started'),
        isName: true,
        cell: ({ startedAt, createdAt }) => formats.dateTime(startedAt ?? createdAt),
      },
      {
        key: 'status',
        header: t('webhooks.state'),
        cell: ({ status, failure }) => (
          <span className={styles['state']}>
            <Badge tone={tones[status]}>{t(`captures.statuses.${status}`)}</Badge>
            {failure ? <span>{failure.detail}</span> : null}
          </span>
        ),
      },
      {
        key: 'targets',
        header: t('captures.targets'),
        show: 'wide',
        cell: (one) => <Targets stream={one} />,
      },
      {
        key: 'viewers',
        header: t('captures.viewers'),
        align: 'end',
        show: 'wide',
        cell: ({ viewers }) => formats.number(viewers),
      },
      actionsColumn(text, (stream) =>
        mayStop && (stream.status === 'live' || stream.status === 'queued') ? <Stop stream={stream} /> : null,
      ),
    ],
    [text, t, formats, mayStop],
  );
}

function Targets({ stream: { hls, targets } }: { stream: Stream }) {
  const { t } = useConsoleText();
  return (
    <span className={styles['targets']}>
      {hls ? <Badge>HLS</Badge> : null}
      {targets.map(({ id, host, status, detail }) => (
        <Badge key={id} tone={targetTones[status]}>
          <span title={detail ?? undefined}>
            {host}: {t(`captures.targetStatuses.${status}`)}
          </span>
        </Badge>
      ))}
    </span>
  );
}

function Stop({ stream: { id } }: { stream: Stream }) {
  const { t } = useConsoleText();
  const [stop, { isLoading }] = api.useStopStreamMutation();
  const notify = useNotify();
  const press = async () => {
    const problem = asProblem((await stop({ streamId: id })).error);
    if (problem) notify(problemText(problem, t).what, { tone: 'danger' });
  };
  return (
    <Button size="xs" variant="subtle" loading={isLoading} onClick={() => void press()}>
      {t('captures.stop')}
    </Button>
  );
}
