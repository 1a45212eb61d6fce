import type { TextKey } from '@cloudmeet/ui';
import { selectCan, selectRecording, selectStream } from '@cloudmeet/room-engine';
import type { Notice } from '../../page/notice-slice.ts';
import { noticed } from '../../page/notice-slice.ts';
import { announced, marked } from '../../page/moments-slice.ts';
import type { Mark } from '../../page/moments-slice.ts';
import type { RoomPage } from '../../page/room-page.ts';
import { failureWords, unmixedWords } from './failure-words.ts';
import { selectUnmixed } from './select-unmixed.ts';

/**
 * Says when a recording or a stream begins and ends: as a notice, to screen readers, and as a line in the chat. What
 * runs already when somebody comes is said to them at once. Returns a disposer.
 */
export function watchCaptures({ room, store, text: { t } }: RoomPage): () => void {
  const tell = (tone: Notice['tone'], text: string, detail?: string): void => {
    store.dispatch(noticed({ tone, text, ...(detail === undefined ? {} : { detail }) }));
    store.dispatch(announced(detail === undefined ? text : `${text} ${detail}`));
  };
  const mark = (kind: Mark['kind']): void => {
    store.dispatch(marked({ kind, atMs: Date.now() + room.store.getState().local.clockOffsetMs }));
  };
  const recording = (by: string | null): void => {
    tell('neutral', by === null ? t('captures.isRecorded') : t('captures.recordedBy', { name: by }));
  };
  const live = (by: string | null): void => {
    tell('neutral', by === null ? t('captures.isStreamed') : t('captures.streamedBy', { name: by }));
  };
  const unmixed = watchUnmixed(room, (words) => tell('warning', t('captures.unmixed'), t(words)));
  const now = room.store.getState();
  if (selectRecording(now)?.status === 'recording') recording(selectRecording(now)?.by ?? null);
  if (selectStream(now)?.status === 'live') live(selectStream(now)?.by ?? null);
  const disposers = [
    unmixed,
    room.on('recording-started', ({ startedBy }) => {
      mark('recordingStarted');
      recording(startedBy);
    }),
    room.on('recording-stopped', ({ reason }) => {
      mark('recordingStopped');
      if (reason !== 'failed') tell('neutral', t('marks.recordingStopped'), t('captures.fileComes'));
    }),
    room.on('recording-error', ({ error }) => {
      tell('warning', t('captures.recordingFailed'), t(failureWords(error.code)));
    }),
    room.on('live-streaming-started', ({ startedBy }) => {
      mark('streamStarted');
      live(startedBy);
    }),
    room.on('live-streaming-stopped', ({ reason }) => {
      mark('streamStopped');
      if (reason !== 'failed') tell('neutral', t('marks.streamStopped'));
    }),
    room.on('live-streaming-error', ({ error }) => {
      tell('warning', t('captures.streamFailed'), t(failureWords(error.code)));
    }),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

/**
 * Says why nothing is recorded or streamed while the room is not mixed. Who can do something about it has it before their
 * eyes all the time. Returns a disposer.
 */
function watchUnmixed({ store }: RoomPage['room'], say: (words: TextKey) => void): () => void {
  let said: string | undefined;
  const look = (): void => {
    const state = store.getState();
    const reason = selectUnmixed(state);
    if (reason !== undefined && reason !== said && !selectCan(state, 'recording.stop'))
      say(unmixedWords(reason, false));
    said = reason;
  };
  look();
  return store.subscribe(look);
}
