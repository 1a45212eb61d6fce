import { internalPayloadTypes, type StreamId, type VideoCodec } from '../../children/messages.ts';
import { rtpHeaderBytes, writeRtpHeader } from '../../rtp/rtp-packet.ts';
import { packetiseH264 } from '../h264/packetise-h264.ts';
import { packetiseVp8 } from '../vp8/packetise-vp8.ts';

/** A whole RTP packet, so that with encryption, extensions and headers of the network it stays below 1280 bytes. */
export const packetBytesMax = 1180;
const payloadBytesMax = packetBytesMax - rtpHeaderBytes;

/** Gives the RTP packets of each frame of one stream, their sequence numbers dense over all frames. */
export function createLayerPackets(stream: StreamId, codec: VideoCodec) {
  let sequence = 0;
  let picture = 0;
  return (frame: Buffer, timestamp: number): Buffer[] => {
    picture = (picture + 1) & 0x7fff;
    const payloads =
      codec === 'H264'
        ? packetiseH264(frame, payloadBytesMax)
        : packetiseVp8(frame, picture, payloadBytesMax);
    return payloads.map((payload, index) => {
      const packet = Buffer.allocUnsafe(rtpHeaderBytes + payload.length);
      const marker = index === payloads.length - 1;
      const payloadType = internalPayloadTypes[codec];
      writeRtpHeader(packet, { payloadType, marker, sequence, timestamp, ssrc: stream });
      payload.copy(packet, rtpHeaderBytes);
      sequence = (sequence + 1) & 0xffff;
      return packet;
    });
  };
}
