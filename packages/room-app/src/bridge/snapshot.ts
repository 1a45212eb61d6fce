import type { FrameSnapshot } from '@cloudmeet/contracts';
import { selectCounts, selectFrameParticipants, selectMeetingState } from '@cloudmeet/room-engine';
import type { RoomPage } from '../page/room-page.ts';

/** What the getters of the SDK answer from, as it is now. */
export function snapshotOf({ room, store }: RoomPage): FrameSnapshot {
  const state = room.store.getState();
  return {
    meetingState: selectMeetingState(state),
    participants: selectFrameParticipants(state),
    counts: selectCounts(state),
    localAudio: state.media.audio.status === 'on',
    localVideo: state.media.video.status === 'on',
    topology: state.room.topology,
    layout: store.getState().view.layout ?? state.room.layout,
  };
}

/**
 * Calls `send` with the present snapshot when it differs from the last one sent. `flush()` is called before every
 * event, so that a getter read inside the event's listener already has the new answer.
 */
export function snapshotSender(page: RoomPage, send: (snapshot: FrameSnapshot) => void) {
  let sent = '';
  let due = false;
  let closed = false;
  const flush = (): void => {
    due = false;
    if (closed) return;
    const snapshot = snapshotOf(page);
    const text = JSON.stringify(snapshot);
    if (text === sent) return;
    sent = text;
    send(snapshot);
  };
  /** Many changes of one turn are one snapshot. */
  const soon = (): void => {
    if (due) return;
    due = true;
    queueMicrotask(flush);
  };
  const disposers = [page.room.store.subscribe(soon), page.store.subscribe(soon)];
  return {
    flush,
    close: (): void => {
      closed = true;
      for (const dispose of disposers) dispose();
    },
  };
}
