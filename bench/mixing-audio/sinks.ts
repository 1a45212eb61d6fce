import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { parseRtp } from '@cloudmeet/media-core';

/** A packet that a listener got. */
export interface Heard {
  timestamp: number;
  payload: Uint8Array;
  atMs: number;
}

/**
 * The sockets of all members: one listener is listened to closely, the others are counted. Members send from where they
 * receive, as the peer demands it of plain RTP.
 */
export interface Sinks {
  /** Who is listened to closely. */
  listener: number;
  portOf(member: number): number;
  send(member: number, datagram: Uint8Array, port: number): void;
  /** What the closely followed listener got since the last `forget`. */
  heard(): readonly Heard[];
  packets(): number;
  forget(): void;
  close(): void;
}

async function bind(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 23 });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

export async function openSinks(listener: number): Promise<Sinks> {
  const [close, others] = [await bind(), await bind()];
  let heard: Heard[] = [];
  let packets = 0;
  others.on('message', () => (packets += 1));
  close.on('message', (datagram) => {
    packets += 1;
    const packet = parseRtp(datagram);
    if (packet) heard.push({ timestamp: packet.timestamp, payload: packet.payload, atMs: performance.now() });
  });
  const socketOf = (member: number) => (member === listener ? close : others);
  return {
    listener,
    portOf: (member) => socketOf(member).address().port,
    send: (member, datagram, port) => socketOf(member).send(datagram, port, '127.0.0.1'),
    heard: () => heard,
    packets: () => packets,
    forget: () => {
      heard = [];
      packets = 0;
    },
    close: () => {
      close.close();
      others.close();
    },
  };
}
