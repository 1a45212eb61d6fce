import { useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { api } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { CopyField } from '../../parts/copy/copy-field.tsx';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './recordings.module.css';

const spans = { hour: 3600, day: 24 * 3600, week: 7 * 24 * 3600 } as const;
const names = ['hour', 'day', 'week'] as const;

/** An address that opens the file for anybody who has it, until it expires. */
export function ShareLink({ recordingId }: { recordingId: string }) {
  const { t, formats } = useConsoleText();
  const [span, setSpan] = useState<keyof typeof spans>('day');
  const [asked, setAsked] = useState<keyof typeof spans>();
  const { data, error, isFetching } = api.useDownloadRecordingQuery(
    { recordingId, expiresInSeconds: spans[asked ?? 'day'] },
    { skip: asked === undefined, refetchOnMountOrArgChange: true },
  );
  return (
    <section className={styles['share']} aria-label={t('captures.share')}>
      <div className={styles['shareRow']}>
        <NativeSelect
          label={t('captures.shareFor')}
          value={span}
          data={names.map((value) => ({ value, label: t(`captures.shareSpans.${value}`) }))}
          onChange={({ currentTarget }) =>
            setSpan(names.find((name) => name === currentTarget.value) ?? 'day')
          }
        />
        <Button loading={isFetching} onClick={() => setAsked(span)}>
          {t('captures.shareMake')}
        </Button>
      </div>
      <ProblemNotice problem={asProblem(error)} />
      {asked !== undefined && data ? (
        <>
          <CopyField label={t('captures.share')} value={data.url} />
          <p className={styles['note']}>
            {t('captures.shareUntil', { time: formats.dateTime(data.expiresAt) })}{' '}
            <a href={data.url} download>
              {t('captures.download')}
            </a>
          </p>
        </>
      ) : null}
    </section>
  );
}
