import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { bindingRequest } from '../../src/edge/ice/stun.ts';

/** The ICE parts of an answer. */
export function iceOf(sdp: string) {
  const value = (pattern: RegExp) => pattern.exec(sdp)?.[1] ?? '';
  return {
    fragment: value(/a=ice-ufrag:(\S+)/),
    password: value(/a=ice-pwd:(\S+)/),
    udpPort: Number(value(/a=candidate:\d+ 1 udp \d+ \S+ (\d+)/)),
    tcpPort: Number(value(/a=candidate:\d+ 1 tcp \d+ \S+ (\d+)/)),
  };
}

export function check(sdp: string, remoteFragment: string): Buffer {
  const { fragment, password } = iceOf(sdp);
  return bindingRequest(randomBytes(12), `${fragment}:${remoteFragment}`, password);
}

/** A client of ICE-TCP as raw as can be. */
export class TcpClient {
  readonly socket: Socket;
  readonly frames: Buffer[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    let waiting = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      waiting = Buffer.concat([waiting, bytes]);
      while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
        const end = 2 + waiting.readUInt16BE(0);
        this.frames.push(Buffer.from(waiting.subarray(2, end)));
        waiting = waiting.subarray(end);
      }
    });
    socket.on('error', () => undefined);
  }

  static async connect(port: number): Promise<TcpClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new TcpClient(socket);
  }

  send(frame: Buffer): void {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(frame.length, 0);
    this.socket.write(Buffer.concat([length, frame]));
  }

  close(): void {
    this.socket.destroy();
  }
}
