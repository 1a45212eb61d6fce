// What the delivery of a mix costs with the edges' own sender: one SRTP packet to each receiver for each 20 ms. The one
// receiver who is listened to gets plain RTP. (The peer encrypts nothing on these lines.) Takes its options as JSON,
// prints its port.
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { parseRtp, serialiseRtp, type RtpPacket } from '@cloudmeet/media-core';
import { bestSenders } from '../../packages/media-server/src/edge/sender-factory.ts';

interface Receiver {
  own: number;
  port: number;
  plain: boolean;
}
const { mix, receivers } = JSON.parse(process.argv[2] ?? '{}') as { mix: number; receivers: Receiver[] };
const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 22, sendBufferSize: 1 << 22 });

type Send = (packet: RtpPacket, sequence: number) => void;

const senders = await bestSenders(true);
const header = { payloadType: 111, marker: false, sendTimeId: 0, sendTime: 0, repeats: -1 };

function senderTo({ own, port, plain }: Receiver): Send {
  const send = (datagram: Uint8Array) => socket.send(datagram, port, '127.0.0.1');
  if (plain) {
    return (packet, sequence) =>
      send(serialiseRtp({ ...packet, ssrc: own, sequenceNumber: sequence & 0xffff }));
  }
  const keys = { profile: 'aeadGcm', key: randomBytes(16), salt: randomBytes(12) } as const;
  const path = {
    transport: 'udp',
    address: '127.0.0.1',
    port,
    socket,
    send,
    close: () => undefined,
  } as const;
  const sender = senders.create(keys, path);
  return ({ timestamp, payload }, sequence) => {
    const at = { sequence: sequence & 0xffff, rollover: sequence >>> 16, timestamp, ssrc: own };
    sender.add({ ...header, ...at }, Buffer.from(payload.buffer, payload.byteOffset, payload.length));
    sender.flush();
  };
}

socket.bind(0, '127.0.0.1');
await once(socket, 'listening');
const lines = receivers.map((receiver) => ({
  own: receiver.own,
  send: senderTo(receiver),
  sent: 0,
  last: -1,
}));
socket.on('message', (datagram) => {
  const packet = parseRtp(datagram);
  if (!packet) return;
  for (const line of lines) {
    if (packet.ssrc !== line.own && (packet.ssrc !== mix || line.last === packet.timestamp)) continue;
    line.last = packet.timestamp;
    line.sent += 1;
    line.send(packet, line.sent);
  }
});
process.once('disconnect', () => process.exit(0));
console.log(String(socket.address().port));
