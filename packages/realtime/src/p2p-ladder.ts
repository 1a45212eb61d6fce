import { limits } from '@cloudmeet/contracts';
import type { MediaLadder } from './room/room-view.ts';

/** Everybody sends to everybody: good for a few who publish, whatever the room's mode. */
export const p2pLadder: MediaLadder = {
  initial: 'p2p',
  publishersMax: () => limits.p2pPublishersMax,
};
