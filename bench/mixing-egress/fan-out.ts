import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { PictureLayer } from '../../packages/media-server/src/children/messages.ts';
import { AudioDown } from '../../packages/media-server/src/edge/downlink/audio-down.ts';
import { FanOut, type Receiver } from '../../packages/media-server/src/edge/downlink/fan-out.ts';
import { OutgoingSource } from '../../packages/media-server/src/edge/downlink/outgoing-source.ts';
import { VideoDown } from '../../packages/media-server/src/edge/downlink/video-down.ts';
import { bestSenders, type SenderFactory } from '../../packages/media-server/src/edge/sender-factory.ts';
import { inBundles } from '../../packages/media-server/src/rtp/packet-bundle.ts';
import { rtpHeaderBytes, writeRtpHeader } from '../../packages/media-server/src/rtp/rtp-packet.ts';

interface FanOutPlan {
  port: number;
  receivers: number;
  frames: number;
  payloads: readonly Buffer[];
}

const mix = 1;
const layer: PictureLayer = {
  ...{ stream: 2, codec: 'H264', width: 1280, height: 720, framesPerSecond: 24, bitsPerSecond: 1_500_000 },
};
const soundBytes = 100;
const keyframe = 0x65;
const delta = 0x41;

function receiverOf(
  i: number,
  port: number,
  senders: SenderFactory,
  socket: ReturnType<typeof createSocket>,
) {
  const keys = { profile: 'aeadGcm', key: Buffer.alloc(16, i + 1), salt: Buffer.alloc(12, i + 2) } as const;
  const send = (datagram: Buffer) => socket.send(datagram, port, '127.0.0.1');
  const address = { transport: 'udp', address: '127.0.0.1', port, socket } as const;
  const sender = senders.create(keys, { ...address, send, close: () => undefined });
  const audio = new AudioDown(new OutgoingSource(100 + i, 48_000), 111);
  const video = new VideoDown({
    ...{ source: new OutgoingSource(1000 + i, 90_000), repeat: new OutgoingSource(2000 + i, 90_000) },
    ...{ payloadType: 102, repeatType: 103, sendTimeExtension: 3 },
  });
  video.aim(layer);
  const receiver: Receiver = {
    ...{ mix, own: 10_000 + i },
    follows: (stream) => video.follows(stream),
    sendSound: (packet) => void audio.send(sender, packet),
    sendPicture: (frame) => void video.send(sender, frame),
  };
  return receiver;
}

/** RTP as the mixing processes send it. */
function packet(stream: number, payloadType: number, sequence: number, marker: boolean, payload: Buffer) {
  const bytes = Buffer.alloc(rtpHeaderBytes + payload.length);
  const timestamp = (sequence * 960) >>> 0;
  writeRtpHeader(bytes, { payloadType, marker, sequence: sequence & 0xffff, timestamp, ssrc: stream });
  payload.copy(bytes, rtpHeaderBytes);
  return bytes;
}

/** Microseconds of CPU of an edge's way down for one packet to one receiver. */
export async function measureFanOut({ port, receivers, frames, payloads }: FanOutPlan) {
  const senders = await bestSenders(true);
  const socket = createSocket({ type: 'udp4', sendBufferSize: 4 * 1024 * 1024 });
  const listening = once(socket, 'listening');
  socket.bind(0, '127.0.0.1');
  await listening;
  const fanOut = new FanOut((run) => senders.together(run));
  for (let i = 0; i < receivers; i += 1) fanOut.add(receiverOf(i, port, senders, socket), [layer]);
  let number = 0;
  const picture = () => {
    number += 1;
    const parts = payloads.map((payload, n) => {
      const body = Buffer.from(payload);
      body[0] = number === 1 ? keyframe : delta;
      return { body, last: n === payloads.length - 1 };
    });
    const at = number * 3750;
    const packets = parts.map(({ body, last }, n) => {
      const one = packet(layer.stream, 96, number * parts.length + n, last, body);
      one.writeUInt32BE(at >>> 0, 4);
      return one;
    });
    for (const datagram of inBundles(packets)) fanOut.receive(datagram);
  };
  const sound = () => {
    number += 1;
    fanOut.receive(packet(mix, 111, number, false, Buffer.alloc(soundBytes, 1)));
  };
  const measure = async (one: () => void, packets: number) => {
    const run = async (count: number) => {
      for (let frame = 0; frame < count; frame += 1) {
        one();
        // A picture goes out in slices of two milliseconds.
        await new Promise((done) => setTimeout(done, 1));
      }
    };
    await run(Math.ceil(frames / 4));
    const before = process.cpuUsage();
    await run(frames);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / (frames * packets * receivers);
  };
  const pictureUs = await measure(picture, payloads.length);
  const soundUs = await measure(sound, 1);
  fanOut.close();
  socket.close();
  return { pictureUs, soundUs };
}
