import type { PictureFrame } from './picture-frame.ts';

const picturesMax = 128;
const packetsMax = 1024;

/** A picture on its way to one receiver. */
export interface OutgoingPicture {
  readonly frame: PictureFrame;
  /** Index of its first packet: sequence number below the rollover counter. Known when that is sent. */
  first: number;
  /** How many of its packets were sent. */
  sent: number;
}

/** A packet as it was sent; the payload is shared by all who received it. */
export interface SentPacket {
  index: number;
  frame: PictureFrame;
  /** Which payload of the frame. */
  n: number;
  sendTime: number;
}

/** The last packets of one source, to be repeated when they were lost: pictures are shared, only their numbers are kept. */
export class SentPictures {
  readonly #pictures = new Array<OutgoingPicture | undefined>(picturesMax);
  readonly #sendTimes = new Uint32Array(packetsMax);
  #next = 0;
  #last = -1;

  /** The first packet of a picture is sent now. */
  begin(picture: OutgoingPicture): void {
    this.#pictures[this.#next] = picture;
    this.#next = (this.#next + 1) % picturesMax;
  }

  /** A packet of the picture begun last was sent. */
  sent(index: number, sendTime: number): void {
    this.#last = index;
    this.#sendTimes[index % packetsMax] = sendTime;
  }

  /** By sequence number; null for one that was never sent or is too long ago. */
  get(sequence: number): SentPacket | null {
    const back = (this.#last - sequence) & 0xffff;
    const index = this.#last - back;
    if (this.#last < 0 || back >= packetsMax) return null;
    for (let age = 1; age <= picturesMax; age += 1) {
      const picture = this.#pictures[(this.#next - age + picturesMax) % picturesMax];
      if (picture === undefined) return null;
      if (picture.first > index) continue;
      const n = index - picture.first;
      if (n >= picture.sent) return null;
      return { index, frame: picture.frame, n, sendTime: this.#sendTimes[index % packetsMax] ?? 0 };
    }
    return null;
  }

  /** The largest packet of the last pictures; null before the first. */
  largest(): SentPacket | null {
    let found: SentPacket | null = null;
    let most = 0;
    for (const picture of this.#pictures) {
      if (picture === undefined || this.#last - picture.first >= packetsMax) continue;
      for (let n = 0; n < picture.sent; n += 1) {
        const length = picture.frame.payloads.length(n);
        if (length <= most) continue;
        most = length;
        found = { index: picture.first + n, frame: picture.frame, n, sendTime: 0 };
      }
    }
    return found;
  }
}
