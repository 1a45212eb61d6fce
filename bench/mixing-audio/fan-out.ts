// One plain RTP packet to each receiver for each 20 ms: what the delivery of a mix costs without encryption, which the
// peer does not do either on these lines. Takes its options as JSON and prints its port.
import { createSocket } from 'node:dgram';
import { parseRtp, serialiseRtp } from '@cloudmeet/media-core';

interface Options {
  mix: number;
  /** Each receiver's own stream and where they listen. */
  receivers: { own: number; port: number }[];
}

const { mix, receivers } = JSON.parse(process.argv[2] ?? '{}') as Options;
const ownTimestamp = new Map<number, number>();
const sequence = new Map<number, number>();
const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 22, sendBufferSize: 1 << 22 });

socket.on('message', (datagram) => {
  const packet = parseRtp(datagram);
  if (!packet) return;
  for (const { own, port } of receivers) {
    if (packet.ssrc === own) ownTimestamp.set(own, packet.timestamp);
    else if (packet.ssrc !== mix || ownTimestamp.get(own) === packet.timestamp) continue;
    const sequenceNumber = ((sequence.get(own) ?? 0) + 1) & 0xffff;
    sequence.set(own, sequenceNumber);
    socket.send(serialiseRtp({ ...packet, ssrc: own, sequenceNumber }), port, '127.0.0.1');
  }
});
socket.bind(0, '127.0.0.1', () => console.log(String(socket.address().port)));
process.once('disconnect', () => process.exit(0));
