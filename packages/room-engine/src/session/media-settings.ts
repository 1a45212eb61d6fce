import type { IceServer } from '@cloudmeet/contracts';
import type { PictureSize, UplinkCap } from '../engines/video-engine.ts';

/** What every engine of a session is told when it begins. */
export interface MediaSettings {
  iceServers: readonly IceServer[];
  /** Whether the room can be reached now. */
  signalling: boolean;
  cap: UplinkCap | null;
  frameLoss: number;
  /** How large the composed picture is shown; undefined before anybody said. */
  picture: PictureSize | undefined;
  /** Nothing is sent and nothing shown, as when the network is gone. */
  paused: boolean;
}

export const firstSettings: MediaSettings = {
  iceServers: [],
  signalling: true,
  cap: null,
  frameLoss: 0,
  picture: undefined,
  paused: false,
};
