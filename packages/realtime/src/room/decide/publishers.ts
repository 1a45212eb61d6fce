import type { Participant, RoomState } from '@cloudmeet/contracts';
import type { MediaLadder } from '../room-view.ts';

export function isPublishing({ audio, video, screen }: Participant): boolean {
  return audio || video || screen;
}

/** May one more person begin to share audio, video or a screen? */
export function hasPublisherSeat(
  state: RoomState,
  ladder: MediaLadder,
  except: readonly string[] = [],
): boolean {
  const publishing = Object.values(state.participants).filter(
    (one) => isPublishing(one) && !except.includes(one.id),
  );
  return publishing.length < ladder.publishersMax(state.topology);
}
