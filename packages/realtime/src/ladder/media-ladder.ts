import { limits } from '@cloudmeet/contracts';
import type { MediaLadder, RoomView } from '../room/room-view.ts';

/** After a step that was given up the room stays as it is for so long. */
export const restMs = 30_000;

function rests({ keptAt }: Pick<RoomView, 'keptAt'>, at: string): boolean {
  return keptAt !== null && Date.parse(at) - Date.parse(keptAt) < restMs;
}

/** How media travels, by the room's mode. `canMix`: whether some media node could take a room now. */
export function createMediaLadder(canMix: () => boolean): MediaLadder {
  /** The seventh may begin to publish where the room can step up: that is what makes it step. */
  function mayStepUp(view: RoomView, at: string): boolean {
    return view.settings.mode === 'auto' && !rests(view, at) && canMix();
  }
  return {
    publishersMax(view, at) {
      const { topology, preparing } = view.state;
      if (topology !== 'p2p' || preparing === 'mixed') return limits.mixedPublishersMax;
      return limits.p2pPublishersMax + (mayStepUp(view, at) ? 1 : 0);
    },
    publishersEver(view, at) {
      const { topology, preparing } = view.state;
      const isMixed = topology !== 'p2p' || preparing === 'mixed' || mayStepUp(view, at);
      return isMixed ? limits.mixedPublishersMax : limits.p2pPublishersMax;
    },
  };
}
