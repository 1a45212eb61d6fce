import type { Participant } from '@cloudmeet/contracts';
import type { DecisionContext } from '../decided.ts';
import type { RoomView } from '../room-view.ts';

export function isPublishing({ audio, video, screen }: Participant): boolean {
  return audio || video || screen;
}

/** Watches the stream: publishes nothing and has no media path to the room. */
export function isViewer({ receive }: Pick<Participant, 'receive'>): boolean {
  return receive === 'stream';
}

/** May one more person begin to share audio, video or a screen? */
export function hasPublisherSeat(
  room: RoomView,
  { ladder, at }: Pick<DecisionContext, 'ladder' | 'at'>,
  except: readonly string[] = [],
): boolean {
  const publishing = Object.values(room.state.participants).filter(
    (one) => isPublishing(one) && !except.includes(one.id),
  );
  return publishing.length < ladder.publishersMax(room, at);
}
