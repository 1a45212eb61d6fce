import { useState } from 'react';
import type { Participant } from '@cloudmeet/contracts';
import { selectActiveSpeaker, selectMyId, selectOthers, selectParticipants } from '@cloudmeet/room-engine';
import type { RoomEngineState } from '@cloudmeet/room-engine';
import type { StageLayout } from '@cloudmeet/ui';
import { usePageState, useRoomState } from '../../page/page-context.tsx';

export interface StageChoice {
  layout: StageLayout;
  /** Who is large. */
  featuredId: string | null;
  /** Whose screen is shown; null while nobody shares. */
  sharer: Participant | null;
  people: Participant[];
}

/**
 * Who stands on the stage and how: a shared screen first, then whom I pinned, then the spotlight, then the layout
 * that I chose or a host set.
 */
export function useStageChoice(): StageChoice {
  const participants = useRoomState(selectParticipants);
  const myId = useRoomState(selectMyId);
  const spotlight = useRoomState(({ room }) => room.spotlight);
  const roomLayout = useRoomState(({ room }) => room.layout);
  const { layout: ownLayout, pinned, hideSelf } = usePageState(({ view }) => view);
  const speaker = useFeaturedSpeaker();
  const people = participants.filter(
    ({ id, receive }) => receive !== 'stream' && !(hideSelf && id === myId && participants.length > 1),
  );
  const here = (id: string | null): string | null => (people.some((one) => one.id === id) ? id : null);
  const chosen = here(pinned) ?? here(spotlight);
  const sharer = participants.find(({ screen, id }) => screen && id !== myId) ?? null;
  const layout = ownLayout ?? roomLayout;
  return {
    layout: sharer ? 'presentation' : chosen || layout === 'presentation' ? 'speaker' : layout,
    featuredId: chosen ?? here(speaker),
    sharer,
    people,
  };
}

/** Who speaks or spoke last, but never I myself: I do not want to look at me. */
function useFeaturedSpeaker(): string | null {
  const candidate = useRoomState(speakerToShow);
  const [shown, setShown] = useState(candidate);
  if (candidate !== null && candidate !== shown) setShown(candidate);
  return candidate ?? shown;
}

function speakerToShow(state: RoomEngineState): string | null {
  const active = selectActiveSpeaker(state);
  if (active !== null && active !== selectMyId(state)) return active;
  return active === null ? (selectOthers(state)[0]?.id ?? null) : null;
}
