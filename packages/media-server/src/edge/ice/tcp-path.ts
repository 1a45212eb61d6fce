import type { Socket } from 'node:net';
import type { NetworkPath } from './network-path.ts';

/** So much may wait for a client that reads too slowly. */
const waitingBytesMax = 256 * 1024;
/** Pictures are given up much sooner: what waits is sent in its order, so sound would come behind all of it. */
const pictureWaitingBytesMax = 48 * 1024;
/** Sound and reports are smaller. */
const pictureBytesMin = 400;

/**
 * Datagrams with their length in front (RFC 4571); those of one turn leave by one system call. A client that reads too
 * slowly loses datagrams, of pictures first.
 */
export function tcpPath(socket: Socket): NetworkPath {
  let isCorked = false;
  const uncork = () => {
    isCorked = false;
    socket.uncork();
  };
  return {
    transport: 'tcp',
    address: socket.remoteAddress ?? '',
    port: socket.remotePort ?? 0,
    socket: null,
    send(datagram) {
      const waitingMax = datagram.length < pictureBytesMin ? waitingBytesMax : pictureWaitingBytesMax;
      if (socket.destroyed || socket.writableLength > waitingMax) return;
      if (!isCorked) {
        isCorked = true;
        socket.cork();
        queueMicrotask(uncork);
      }
      // A copy: the datagram may change as soon as this returns.
      const frame = Buffer.allocUnsafe(2 + datagram.length);
      frame.writeUInt16BE(datagram.length, 0);
      frame.set(datagram, 2);
      socket.write(frame);
    },
    close() {
      socket.destroy();
    },
  };
}
