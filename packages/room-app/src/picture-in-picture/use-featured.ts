import type { Participant } from '@cloudmeet/contracts';
import { localTracks, mixTracks, selectMyId, selectOthers, selectTopology } from '@cloudmeet/room-engine';
import { useStageChoice } from '../room/stage/use-stage-choice.ts';
import { useRoomState } from '../page/page-context.tsx';

export interface Featured {
  person: Participant | undefined;
  kind: 'video' | 'screen';
  /** Whose tracks show it. */
  trackOf: string;
}

/**
 * Who is in the small window: who shares, is pinned, speaks or came first; me while I am alone. In a mixed room the one
 * picture of everybody, with nobody's name on it.
 */
export function useFeatured(): Featured {
  const mixed = useRoomState((state) => selectTopology(state) === 'mixed');
  const myId = useRoomState(selectMyId);
  const { featuredId, sharer, people } = useStageChoice();
  const [other] = useRoomState(selectOthers);
  if (mixed) return { person: undefined, kind: 'video', trackOf: mixTracks };
  if (sharer) return { person: sharer, kind: 'screen', trackOf: sharer.id };
  const person = people.find(({ id }) => id === featuredId) ?? other ?? people[0];
  return { person, kind: 'video', trackOf: !person || person.id === myId ? localTracks : person.id };
}
