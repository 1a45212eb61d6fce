import type { RoomRecording, RoomStream } from '@cloudmeet/contracts';
import { selectRecording, selectStream, selectViewerCount } from '@cloudmeet/room-engine';
import { Badge, Clock, StreamIcon, useText } from '@cloudmeet/ui';
import type { TextKey } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';
import styles from './captures.module.css';

const recordingWords: Record<RoomRecording['status'], TextKey> = {
  starting: 'captures.recordingStarts',
  recording: 'room.recording',
  stopping: 'captures.recordingStops',
};
const streamWords: Record<RoomStream['status'], TextKey> = {
  starting: 'captures.streamStarts',
  live: 'room.live',
  stopping: 'captures.streamStops',
};

/** What is kept and who can see it, for everybody and all the time: recording and live stream, each since when. */
export function CaptureMarks() {
  return (
    <>
      <RecordingMark />
      <LiveMark />
    </>
  );
}

function RecordingMark() {
  const { t } = useText();
  const recording = useRoomState(selectRecording);
  const offsetMs = useRoomState(({ local }) => local.clockOffsetMs);
  if (!recording) return null;
  const { status, startedAt, unmixed } = recording;
  const isWaiting = unmixed !== undefined && status !== 'stopping';
  const runs = status === 'recording' && !isWaiting;
  return (
    <Badge tone={runs ? 'danger' : isWaiting ? 'warning' : 'neutral'} dot>
      <span className={styles.word}>{t(isWaiting ? 'captures.recordingWaits' : recordingWords[status])}</span>
      {startedAt !== null && runs ? (
        <Clock sinceMs={Date.parse(startedAt) - offsetMs} label={t('captures.recordingClock')} />
      ) : null}
    </Badge>
  );
}

function LiveMark() {
  const { t } = useText();
  const stream = useRoomState(selectStream);
  const viewers = useRoomState(selectViewerCount);
  if (!stream) return null;
  const live = stream.status === 'live';
  return (
    <Badge tone={live ? 'accent' : 'neutral'} icon={<StreamIcon />}>
      <span className={styles.word}>{t(streamWords[stream.status])}</span>
      {live && stream.hlsUrl !== null ? (
        <span className={styles.count} title={t('captures.viewers', { count: viewers })}>
          <span aria-hidden="true">{viewers}</span>
          <span className={styles.hidden}>{t('captures.viewers', { count: viewers })}</span>
        </span>
      ) : null}
    </Badge>
  );
}
