import { useEffect } from 'react';
import { selectCan, selectConsentWanted, selectRecording, selectStream } from '@cloudmeet/room-engine';
import { Notice, useText, WaitingIcon } from '@cloudmeet/ui';
import { usePage, useRoomState } from '../../page/page-context.tsx';
import { useLasting } from '../use-lasting.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { unmixedWords } from './failure-words.ts';
import { selectUnmixed } from './select-unmixed.ts';
import { watchCaptures } from './watch-captures.ts';

/** A start that takes longer has to wait for a free recorder. */
const queuedMs = 8000;

/** Says what is recorded and streamed, asks who has not agreed, and tells those who wait for it why. */
export function Captures() {
  const page = usePage();
  const asks = useRoomState(selectConsentWanted);
  useEffect(() => watchCaptures(page), [page]);
  return (
    <>
      <Waiting />
      {asks ? <ConsentDialog /> : null}
    </>
  );
}

/** Tells who may do something about it why nothing is recorded or streamed yet. */
function Waiting() {
  const { t } = useText();
  const recording = useRoomState((state) => selectRecording(state)?.status === 'starting');
  const streaming = useRoomState((state) => selectStream(state)?.status === 'starting');
  const unmixed = useRoomState(selectUnmixed);
  const mayStop = useRoomState((state) => selectCan(state, 'recording.stop'));
  const queued = useLasting(recording || streaming, queuedMs);
  if (!mayStop || !(queued || unmixed !== undefined)) return null;
  const detail = unmixed === undefined ? 'captures.queuedDetail' : unmixedWords(unmixed, true);
  return (
    <Notice floating icon={<WaitingIcon />} detail={t(detail)}>
      {t(unmixed === undefined ? 'captures.queued' : 'captures.unmixed')}
    </Notice>
  );
}
