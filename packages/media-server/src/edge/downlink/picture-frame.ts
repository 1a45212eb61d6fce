import type { PictureLayer } from '../../children/messages.ts';
import type { SharedPayloads } from '../../srtp/shared-payloads.ts';

/** All packets of one picture of a layer, as they go to every receiver. */
export interface PictureFrame {
  layer: PictureLayer;
  timestamp: number;
  /** When it was complete, in milliseconds since 1970. */
  unixMs: number;
  keyframe: boolean;
  payloads: SharedPayloads;
}

/** One packet of a mix, as it goes to everybody who hears it. */
export interface SoundPacket {
  timestamp: number;
  unixMs: number;
  marker: boolean;
  /** One payload. */
  payloads: SharedPayloads;
}
