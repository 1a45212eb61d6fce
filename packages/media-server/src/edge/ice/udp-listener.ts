import { createSocket, type Socket } from 'node:dgram';
import type { TakeDatagram } from '../../srtp/native/native-input.ts';
import { watchOf } from '../../srtp/native/descriptor.ts';
import { InputPace } from './input-pace.ts';
import type { IceRegistry } from './ice-registry.ts';
import type { NetworkPath } from './network-path.ts';
import { isStun } from './stun.ts';

const socketBufferBytes = 4 * 1024 * 1024;

/** Addresses are numbers already: answering at once keeps a send within one turn of the event loop. */
const lookup = (
  address: string,
  _options: unknown,
  done: (error: Error | null, address: string, family: number) => void,
): void => done(null, address, 4);

export interface UdpListener {
  readonly socket: Socket;
  readonly port: number;
  close(): Promise<void>;
}

/** A UDP path. Datagrams that the kernel refuses are lost, as anywhere on the way. */
export function udpPath(socket: Socket, address: string, port: number): NetworkPath {
  let open = true;
  return {
    transport: 'udp',
    address,
    port,
    socket,
    send(datagram) {
      if (open) socket.send(datagram, 0, datagram.length, port, address, () => undefined);
    },
    close() {
      open = false;
    },
  };
}

/** Binds a socket of one local address; 0 for any free port. */
async function bind(address: string, ports: readonly number[]): Promise<Socket> {
  let failure: unknown = new Error('No port to bind');
  for (const port of ports) {
    const socket = createSocket({ type: 'udp4', lookup });
    try {
      await new Promise<void>((done, fail) => {
        socket.once('error', fail);
        socket.bind({ address, port, exclusive: true }, () => {
          socket.off('error', fail);
          done();
        });
      });
      return socket;
    } catch (error) {
      failure = error;
      socket.close();
    }
  }
  throw failure;
}

/** How a listener takes what comes. */
export interface TakingDatagrams {
  /** Takes all that waits at the socket, and tells how much it was; null where only its events tell. */
  drain(socket: Socket): ((take: TakeDatagram) => number) | null;
  /** Around what comes in one turn of the event loop. */
  turn(run: () => void): void;
}

/** Null where the event loop cannot be told not to watch a socket. */
function paceOf(socket: Socket, take: () => number): InputPace | null {
  const watch = watchOf(socket);
  return watch && new InputPace({ watch, take });
}

/**
 * Listens for the media of many clients on one port of a local address: the first of `ports` that is free. The event of
 * a first datagram says that there may be more, which are then taken at once. What comes after that is told again, since
 * the event loop asks whether there is something, not whether there is something new. While many datagrams come, all are
 * taken every few milliseconds instead.
 */
export async function listenUdp(
  address: string,
  ports: readonly number[],
  registry: IceRegistry,
  taking: TakingDatagrams,
): Promise<UdpListener> {
  const socket = await bind(address, ports);
  socket.setRecvBufferSize(socketBufferBytes);
  socket.setSendBufferSize(socketBufferBytes);
  const drain = taking.drain(socket);
  const take: TakeDatagram = (datagram, from, port) => {
    if (isStun(datagram)) registry.check(datagram, udpPath(socket, from, port));
    else registry.agentAt(from, port, socket)?.received(datagram);
  };
  const pace = paceOf(socket, () => {
    let taken = 0;
    taking.turn(() => (taken = drain?.(take) ?? 0));
    return taken;
  });
  socket.on('message', (datagram, from) => {
    taking.turn(() => {
      take(datagram, from.address, from.port);
      drain?.(take);
    });
    if (drain !== null) pace?.woken();
  });
  // A socket error without a listener would end the process; what it says is that one datagram was lost.
  socket.on('error', () => undefined);
  return {
    socket,
    port: socket.address().port,
    close: () => {
      pace?.close();
      return new Promise((done) => socket.close(() => done()));
    },
  };
}
