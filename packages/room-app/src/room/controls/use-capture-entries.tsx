import { selectCan, selectRecording, selectStream } from '@cloudmeet/room-engine';
import { CircleDotIcon, StreamIcon, useText } from '@cloudmeet/ui';
import type { MenuEntry } from '@cloudmeet/ui';
import { usePageDispatch, useRoomState } from '../../page/page-context.tsx';
import { viewChanged } from '../../page/view-slice.ts';

/** Recording and live stream, for those who may start or stop them. */
export function useCaptureEntries(): MenuEntry[] {
  return [useRecordingEntry(), useStreamEntry()].filter((entry) => entry !== undefined);
}

function useRecordingEntry(): MenuEntry | undefined {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const recording = useRoomState(selectRecording);
  const may = useRoomState((state) => selectCan(state, recording ? 'recording.stop' : 'recording.start'));
  if (!may) return undefined;
  return {
    id: 'recording',
    label: recording ? t('controls.stopRecording') : t('controls.startRecording'),
    icon: <CircleDotIcon />,
    disabled: recording?.status === 'stopping',
    onSelect: () => dispatch(viewChanged({ dialog: 'recording' })),
  };
}

function useStreamEntry(): MenuEntry | undefined {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const stream = useRoomState(selectStream);
  const may = useRoomState((state) => selectCan(state, stream ? 'stream.stop' : 'stream.start'));
  if (!may) return undefined;
  return {
    id: 'stream',
    label: stream ? t('controls.liveStream') : t('controls.startStream'),
    icon: <StreamIcon />,
    onSelect: () => dispatch(viewChanged({ dialog: 'stream' })),
  };
}
