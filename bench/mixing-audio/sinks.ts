import { parseRtp } from '@cloudmeet/media-core';
import { openMediaPort } from '../../packages/media-server/src/port/media-port.ts';

const lookMs = 5;

/** A packet that a listener got. */
export interface Heard {
  timestamp: number;
  payload: Uint8Array;
  atMs: number;
}

/**
 * The sockets of all members: one listener is listened to closely, the others are counted. Members send from where they
 * receive, as the peer demands it of plain RTP. Nobody here is woken by a packet, since who sends one over the loopback
 * interface would pay for that: what came is looked at now and then, with the time at which the kernel got it.
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

export async function openSinks(listener: number): Promise<Sinks> {
  let heard: Heard[] = [];
  let packets = 0;
  const close = await openMediaPort((datagram, atMs) => {
    packets += 1;
    const packet = parseRtp(Buffer.from(datagram));
    if (packet) heard.push({ timestamp: packet.timestamp, payload: packet.payload, atMs });
  });
  const others = await openMediaPort(() => (packets += 1));
  const ports = [close, others];
  for (const port of ports) port.hold();
  const looks = setInterval(() => ports.forEach((port) => port.takeWaiting()), lookMs);
  const portOf = (member: number) => (member === listener ? close : others);
  return {
    listener,
    portOf: (member) => portOf(member).port,
    send: (member, datagram, port) => portOf(member).send(Buffer.from(datagram), port),
    heard: () => heard,
    packets: () => packets,
    forget: () => {
      heard = [];
      packets = 0;
    },
    close: () => {
      clearInterval(looks);
      for (const port of ports) port.close();
    },
  };
}
