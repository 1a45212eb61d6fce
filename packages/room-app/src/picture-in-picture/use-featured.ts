import type { Participant } from '@cloudmeet/contracts';
import { selectOthers } from '@cloudmeet/room-engine';
import { useStageChoice } from '../room/stage/use-stage-choice.ts';
import { useRoomState } from '../page/page-context.tsx';

/** Who is in the small window: who shares, is pinned, speaks or came first; me while I am alone. */
export function useFeatured(): { person: Participant | undefined; kind: 'video' | 'screen' } {
  const { featuredId, sharer, people } = useStageChoice();
  const [other] = useRoomState(selectOthers);
  if (sharer) return { person: sharer, kind: 'screen' };
  return { person: people.find(({ id }) => id === featuredId) ?? other ?? people[0], kind: 'video' };
}
