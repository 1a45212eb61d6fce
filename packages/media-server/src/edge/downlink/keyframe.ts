import type { VideoCodec } from '../../children/messages.ts';

const nal = { idr: 5, parameters: 7, aggregate: 24, fragment: 28 } as const;

function beginsH264(payload: Buffer): boolean {
  const type = (payload[0] ?? 0) & 0x1f;
  if (type === nal.idr || type === nal.parameters) return true;
  // RFC 6184: the first unit of an aggregate, or the beginning of a fragmented one.
  if (type === nal.aggregate) return payload.length > 3 && beginsH264(payload.subarray(3));
  const head = payload[1] ?? 0;
  return type === nal.fragment && (head & 0x80) !== 0 && (head & 0x1f) === nal.idr;
}

/** RFC 7741 section 4: the descriptor, and behind it the inverse key frame flag of the first partition. */
function beginsVp8(payload: Buffer): boolean {
  const first = payload[0] ?? 0;
  if ((first & 0x10) === 0 || (first & 0x07) !== 0) return false;
  let at = 1;
  if ((first & 0x80) !== 0) {
    const fields = payload[1] ?? 0;
    at = 2;
    if ((fields & 0x80) !== 0) at += ((payload[at] ?? 0) & 0x80) !== 0 ? 2 : 1;
    if ((fields & 0x40) !== 0) at += 1;
    if ((fields & 0x30) !== 0) at += 1;
  }
  return at < payload.length && ((payload[at] ?? 1) & 1) === 0;
}

/** Whether decoding can begin with the frame that has this packet. */
export function beginsKeyframe(codec: VideoCodec, payload: Buffer): boolean {
  return codec === 'H264' ? beginsH264(payload) : beginsVp8(payload);
}
