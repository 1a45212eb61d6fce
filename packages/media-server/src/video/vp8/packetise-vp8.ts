import { writeVp8Descriptor, writtenDescriptorBytes } from './vp8-descriptor.ts';

/** The RTP payloads of one VP8 frame (RFC 7741), none above `payloadBytesMax`, equal in size but for the last. */
export function packetiseVp8(frame: Buffer, picture: number, payloadBytesMax: number): Buffer[] {
  const count = Math.ceil(frame.length / (payloadBytesMax - writtenDescriptorBytes));
  const size = Math.ceil(frame.length / count);
  const payloads: Buffer[] = [];
  for (let at = 0; at < frame.length; at += size) {
    const part = frame.subarray(at, at + size);
    const payload = Buffer.allocUnsafe(writtenDescriptorBytes + part.length);
    writeVp8Descriptor(payload, at === 0, picture);
    part.copy(payload, writtenDescriptorBytes);
    payloads.push(payload);
  }
  return payloads;
}
