import type { Socket } from 'node:dgram';
import { createPacketCipher } from '../srtp/create-packet-cipher.ts';
import { descriptorOf } from '../srtp/native/descriptor.ts';
import { NativeInput, type TakeDatagram } from '../srtp/native/native-input.ts';
import { createNativeOpener } from '../srtp/native/native-opener.ts';
import { NativeSender, NativeSending } from '../srtp/native/native-sender.ts';
import { loadNativeFunctions } from '../srtp/native/openssl.ts';
import type { PacketOpener } from '../srtp/packet-cipher.ts';
import type { SrtpMasterKey, SrtpProfileName } from '../srtp/session-keys.ts';
import { ScriptSender, type SrtpSender } from '../srtp/srtp-sender.ts';
import type { NetworkPath } from './ice/network-path.ts';

/** Sends a datagram to a port of this machine. The datagram may change as soon as it returns. */
export type SendLocally = (datagram: Buffer, port: number) => void;

/** Opens packets of one connection until it is closed. */
export interface ClosableOpener extends PacketOpener {
  close(): void;
}

/** Which sender a path gets, and which protection profiles suit it, best first. */
export interface SenderFactory {
  readonly profiles: readonly SrtpProfileName[];
  create(keys: SrtpMasterKey, path: NetworkPath): SrtpSender;
  open(keys: SrtpMasterKey): ClosableOpener;
  /** For datagrams to other processes of this node, from a bound socket. */
  local(socket: Socket): SendLocally;
  /** What senders flush while it runs may go out at its end. */
  together(run: () => void): void;
  /**
   * Takes all that waits at a bound socket, in memory that is used again, and tells how much it was; null where only the
   * socket's events tell.
   */
  drain(socket: Socket): ((take: TakeDatagram) => number) | null;
}

/** Senders in TypeScript: AES-CM, which is cheaper there. */
export function scriptSenders(): SenderFactory {
  return {
    profiles: ['aesCm', 'aeadGcm'],
    create: (keys, path) => new ScriptSender(keys, (datagram) => path.send(datagram)),
    open: (keys) => {
      const cipher = createPacketCipher(keys);
      return { open: (...packet) => cipher.open(...packet), close: () => undefined };
    },
    local: (socket) => (datagram, port) =>
      socket.send(Buffer.from(datagram), port, '127.0.0.1', () => undefined),
    together: (run) => run(),
    drain: () => null,
  };
}

/** Senders and receivers in native code for UDP where they can be had, and those in TypeScript for everything else. */
export async function bestSenders(native: boolean): Promise<SenderFactory> {
  const script = scriptSenders();
  const functions = native ? await loadNativeFunctions() : null;
  if (functions === null) return script;
  const shared = new NativeSending(functions);
  const input = new NativeInput(functions);
  return {
    profiles: ['aeadGcm', 'aesCm'],
    create(keys, path) {
      const descriptor = path.socket === null ? null : descriptorOf(path.socket);
      if (descriptor === null) return script.create(keys, path);
      return new NativeSender(shared, keys, descriptor, path.address, path.port);
    },
    open: (keys) => createNativeOpener(shared.memory, keys),
    local(socket) {
      const descriptor = descriptorOf(socket);
      return descriptor === null ? script.local(socket) : shared.local(descriptor);
    },
    together: (run) => shared.together(run),
    drain(socket) {
      const descriptor = descriptorOf(socket);
      return descriptor === null ? null : (take) => input.drain(descriptor, take);
    },
  };
}
