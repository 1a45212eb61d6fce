import { useRef } from 'react';
import { api } from '../../api/api.ts';
import type { Recording } from '../../api/api.ts';
import { asProblem } from '../../api/problem.ts';
import { ProblemNotice } from '../../parts/states/problem-notice.tsx';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './recordings.module.css';

/** Long enough to watch it to its end. */
const watchSeconds = 6 * 3600;

const clock = (seconds: number) => {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
};

/** The file, its chapters as places to jump to, and its receipt. */
export function Player({ recording: { id, audioOnly, chapters } }: { recording: Recording }) {
  const { t } = useConsoleText();
  const { data, error } = api.useDownloadRecordingQuery({ recordingId: id, expiresInSeconds: watchSeconds });
  const media = useRef<HTMLVideoElement>(null);
  const jump = (seconds: number) => {
    if (!media.current) return;
    media.current.currentTime = seconds;
    void media.current.play();
  };
  return (
    <div className={styles['player']}>
      <ProblemNotice problem={asProblem(error)} />
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody wrote down what was said */}
      <video
        ref={media}
        className={styles['video']}
        data-audio={audioOnly}
        aria-label={t('captures.recording')}
        controls
        preload="metadata"
        {...(data ? { src: data.url } : {})}
      />
      {chapters.length === 0 ? null : (
        <ol className={styles['chapters']} aria-label={t('captures.chapters')}>
          {chapters.map(({ startSeconds, title }) => (
            <li key={`${String(startSeconds)} ${title}`}>
              <button type="button" onClick={() => jump(startSeconds)}>
                <span>{clock(startSeconds)}</span> {title}
              </button>
            </li>
          ))}
        </ol>
      )}
      {data?.receiptUrl ? (
        <a className={styles['note']} href={data.receiptUrl} download>
          {t('captures.receipt')}
        </a>
      ) : null}
    </div>
  );
}
