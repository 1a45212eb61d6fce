import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { StreamId, VideoCodec } from '../../src/children/messages.ts';
import { eachPacket } from '../../src/rtp/packet-bundle.ts';
import { readRtp, type RtpPacket } from '../../src/rtp/rtp-packet.ts';
import type { EncodedFrame } from '../../src/video/encoded-frame.ts';
import { readPlanes, type Planes } from '../../src/video/picture/canvas.ts';
import type { Rectangle } from '../../src/video/picture/rectangle.ts';
import { FrameAssembler } from '../../src/video/uplink/frame-assembler.ts';
import { createPictureDecoder } from '../../src/video/uplink/picture-decoder.ts';
import { readBarcode } from './barcode.ts';

/** Where an edge would stand: takes one layer and decodes it. */
export interface LayerViewer {
  port: number;
  frames: number;
  /** The times of the keyframes by their timestamps, in milliseconds. */
  keyframes: number[];
  packets: RtpPacket[];
  losses: number;
  size(): { width: number; height: number };
  /** The middle of an area's left edge, where no barcode stands. */
  colourAt(area: Rectangle): { y: number; u: number; v: number } | null;
  barcodeAt(area: Rectangle): number | null;
  close(): Promise<void>;
}

export async function openLayerViewer(stream: StreamId, codec: VideoCodec): Promise<LayerViewer> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 });
  const decoder = createPictureDecoder(codec);
  const onFrame = (frame: EncodedFrame) => {
    if (frame.keyframe) viewer.keyframes.push((viewer.packets.at(-1)?.timestamp ?? 0) / 90);
    if (decoder.decode(frame)) viewer.frames += 1;
  };
  const assembler = new FrameAssembler({
    codec,
    onFrame,
    onLoss: () => {
      viewer.losses += 1;
    },
  });
  const take = (datagram: Buffer) => {
    const packet = readRtp(datagram);
    if (packet?.ssrc !== stream) return;
    viewer.packets.push(packet);
    assembler.push(packet, performance.now());
  };
  socket.on('message', (datagram) => eachPacket(datagram, take));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const look = <Seen>(see: (planes: Planes) => Seen) =>
    viewer.frames === 0 ? null : see(readPlanes(decoder.picture));

  const viewer: LayerViewer = {
    port: socket.address().port,
    frames: 0,
    keyframes: [],
    packets: [],
    losses: 0,
    size: () => ({ width: decoder.picture.width, height: decoder.picture.height }),
    colourAt: (area) => look((planes) => colourOf(planes, area)),
    barcodeAt: (area) => look((planes) => readBarcode(planes, area)),
    close: async () => {
      socket.close();
      await once(socket, 'close');
      decoder.close();
    },
  };
  return viewer;
}

function colourOf([luma, u, v]: Planes, area: Rectangle) {
  const x = area.x + Math.floor(area.width * 0.06);
  const y = area.y + (area.height >> 1);
  const chroma = (y >> 1) * u.stride + (x >> 1);
  return {
    y: luma.bytes[y * luma.stride + x] ?? 0,
    u: u.bytes[chroma] ?? 0,
    v: v.bytes[chroma] ?? 0,
  };
}
