// What the delivery of a mix costs with the edges' own fan-out and sender: one SRTP packet to each receiver for each 20 ms.
// The one receiver who is listened to gets plain RTP. (The peer encrypts nothing on these lines.) Takes its options as
// JSON, prints its port.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { serialiseRtp } from '@cloudmeet/media-core';
import { AudioDown } from '../../packages/media-server/src/edge/downlink/audio-down.ts';
import { FanOut, type Receiver } from '../../packages/media-server/src/edge/downlink/fan-out.ts';
import { OutgoingSource } from '../../packages/media-server/src/edge/downlink/outgoing-source.ts';
import { bestSenders } from '../../packages/media-server/src/edge/sender-factory.ts';
import type { SrtpSender } from '../../packages/media-server/src/srtp/srtp-sender.ts';

interface Listener {
  own: number;
  port: number;
  plain: boolean;
}
const { mix, receivers } = JSON.parse(process.argv[2] ?? '{}') as { mix: number; receivers: Listener[] };
const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 22, sendBufferSize: 1 << 22 });
const senders = await bestSenders(true);
const payloadType = 111;

/** Sends what it is given without sealing it, by the way that edges send. */
function plainSender(port: number): SrtpSender {
  const sendPlainly = senders.local(socket);
  return {
    kind: 'script',
    add({ sequence, timestamp, ssrc, marker }, payloads, n) {
      const packet = { payloadType, marker, sequenceNumber: sequence, timestamp, ssrc };
      sendPlainly(Buffer.from(serialiseRtp({ ...packet, payload: payloads.payload(n) })), port);
    },
    flush: () => undefined,
    close: () => undefined,
  };
}

function sealingSender(port: number): SrtpSender {
  const keys = { profile: 'aeadGcm', key: randomBytes(16), salt: randomBytes(12) } as const;
  const send = (datagram: Uint8Array) => socket.send(datagram, port, '127.0.0.1');
  const address = { transport: 'udp', address: '127.0.0.1', port, socket } as const;
  return senders.create(keys, { ...address, send, close: () => undefined });
}

function receiverOf({ own, port, plain }: Listener): Receiver {
  const sender = plain ? plainSender(port) : sealingSender(port);
  const audio = new AudioDown(new OutgoingSource(own, 48_000), payloadType);
  return {
    mix,
    own,
    follows: () => false,
    sendSound: (packet) => void audio.send(sender, packet),
    sendPicture: () => undefined,
  };
}

socket.bind(0, '127.0.0.1');
await once(socket, 'listening');
const fanOut = new FanOut((run) => senders.together(run));
for (const receiver of receivers) fanOut.add(receiverOf(receiver), []);
socket.on('message', (datagram) => fanOut.receive(datagram));
process.once('disconnect', () => process.exit(0));
console.log(String(socket.address().port));
