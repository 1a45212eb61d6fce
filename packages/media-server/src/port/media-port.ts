import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { descriptorOf, watchOf } from '../srtp/native/descriptor.ts';
import { NativeSending } from '../srtp/native/native-sender.ts';
import { loadNativeFunctions } from '../srtp/native/openssl.ts';
import { type TakeWaiting, WaitingDatagrams } from './waiting-datagrams.ts';

const host = '127.0.0.1';
const bufferBytes = 4 * 1024 * 1024;
/** With more than so many in 20 ms the kernel's buffer might not hold them all: they are taken as they come. */
const waitingMax = 256;

/** Where other processes of this node send media to, and from where they get it. */
export interface MediaPort {
  readonly port: number;
  /** What the kernel holds for it at most, with what it needs to keep it. */
  readonly receiveBytesMax: number;
  /** Sends a datagram to a port of this machine. It may change as soon as this returns. */
  send(datagram: Buffer, port: number): void;
  /** From now on nobody is woken by what comes: it waits for `takeWaiting`. */
  hold(): void;
  /** Gives on what waits, with the time at which it came. */
  takeWaiting(): void;
  /** What comes is given on at once again. */
  release(): void;
  close(): void;
}

/**
 * A UDP port on 127.0.0.1. `take` gets each datagram when it comes, or while the port is held when it is asked for;
 * its memory may be used again afterwards. Where there is no native code all is given on at once.
 */
export async function openMediaPort(take: TakeWaiting): Promise<MediaPort> {
  const socket = createSocket({
    ...{ type: 'udp4', recvBufferSize: bufferBytes, sendBufferSize: bufferBytes },
    // Everybody is on this machine: no look-up for each datagram.
    lookup: (_name, _options, found) => found(null, host, 4),
  });
  // An error without a listener would end the process; what it says is that a datagram was lost.
  socket.on('error', () => undefined);
  const listening = once(socket, 'listening');
  socket.bind(0, host);
  await listening;
  const functions = await loadNativeFunctions();
  const descriptor = descriptorOf(socket);
  const send =
    functions === null || descriptor === null
      ? (datagram: Buffer, port: number) => socket.send(Buffer.from(datagram), port, host)
      : new NativeSending(functions).local(descriptor);
  const waiting =
    functions === null || descriptor === null ? null : new WaitingDatagrams(functions, descriptor);
  socket.on('message', (datagram) => take(datagram, performance.now()));
  return {
    port: socket.address().port,
    receiveBytesMax: socket.getRecvBufferSize(),
    send,
    ...holding(socket, waiting, take),
    close: () => socket.close(),
  };
}

/** Waiting instead of being woken, where that can be had. */
function holding(socket: Socket, waiting: WaitingDatagrams | null, take: TakeWaiting) {
  const watch = watchOf(socket);
  if (waiting === null || watch === null) {
    return { hold: () => undefined, takeWaiting: () => undefined, release: () => undefined };
  }
  let held = false;
  let watched = true;
  const set = (wanted: boolean) => {
    if (watched === wanted) return;
    watched = wanted;
    if (wanted) watch.start();
    else watch.stop();
  };
  return {
    hold() {
      held = true;
      set(false);
    },
    takeWaiting() {
      const taken = waiting.take(take);
      if (held) set(taken > waitingMax);
    },
    release() {
      held = false;
      set(true);
    },
  };
}
