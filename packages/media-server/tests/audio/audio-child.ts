import { fork } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseRtp, type RtpPacket } from '@cloudmeet/media-core';
import type { FromAudio, FromChild, ToAudio } from '../../src/children/messages.ts';
import { eachPacket } from '../../src/rtp/packet-bundle.ts';

/** A packet of the audio process as an edge got it. */
export interface Arrival {
  packet: RtpPacket;
  atMs: number;
}

/** The audio process as a real child, with this test as its supervisor and its edge. */
export interface AudioChild {
  send(message: ToAudio): void;
  /** Sends a datagram to the process as an edge does. */
  deliver(datagram: Uint8Array): void;
  edgePort: number;
  /** What arrived of a stream, in order of arrival. */
  arrivals(stream: number): readonly Arrival[];
  heard: (FromAudio | FromChild)[];
  /** Resolves with the first message that fits, past or to come. */
  message<T extends FromAudio | FromChild>(
    fits: (message: FromAudio | FromChild) => message is T,
  ): Promise<T>;
  exitCode(): number | null;
  close(): Promise<void>;
}

const main = fileURLToPath(new URL('../../src/audio/main.ts', import.meta.url));

async function bind(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 21 });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

export async function startAudioChild(): Promise<AudioChild> {
  const child = fork(main, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const socket = await bind();
  const streams = new Map<number, Arrival[]>();
  const heard: (FromAudio | FromChild)[] = [];
  const waiting = new Set<() => void>();

  const take = (datagram: Buffer) => {
    const packet = parseRtp(datagram);
    if (!packet) throw new Error('the audio process sent something that is no RTP');
    const arrivals = streams.get(packet.ssrc) ?? [];
    streams.set(packet.ssrc, arrivals);
    arrivals.push({ packet, atMs: performance.now() });
  };
  socket.on('message', (datagram) => eachPacket(datagram, take));
  child.on('message', (message: FromAudio | FromChild) => {
    heard.push(message);
    for (const look of [...waiting]) look();
  });
  const message: AudioChild['message'] = (fits) =>
    new Promise((resolve) => {
      const look = () => {
        const found = heard.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });

  const ready = await message((one) => one.t === 'ready');
  return {
    send: (to) => void child.send(to),
    deliver: (datagram) => socket.send(datagram, ready.port, '127.0.0.1'),
    edgePort: socket.address().port,
    arrivals: (stream) => streams.get(stream) ?? [],
    heard,
    message,
    exitCode: () => child.exitCode,
    async close() {
      const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
      if (child.connected) child.disconnect();
      await ended;
      socket.close();
    },
  };
}
