import type { Socket } from 'node:dgram';
import { descriptorOf } from '../srtp/native/descriptor.ts';
import { NativeSender, NativeSending } from '../srtp/native/native-sender.ts';
import { loadNativeFunctions } from '../srtp/native/openssl.ts';
import type { SrtpMasterKey, SrtpProfileName } from '../srtp/session-keys.ts';
import { ScriptSender, type SrtpSender } from '../srtp/srtp-sender.ts';
import type { NetworkPath } from './ice/network-path.ts';

/** Sends a datagram to a port of this machine. The datagram may change afterwards only where it was copied by then. */
export type SendLocally = (datagram: Buffer, port: number) => void;

/** Which sender a path gets, and which protection profiles suit it, best first. */
export interface SenderFactory {
  readonly profiles: readonly SrtpProfileName[];
  create(keys: SrtpMasterKey, path: NetworkPath): SrtpSender;
  /** For datagrams to other processes of this node, from a bound socket. */
  local(socket: Socket): SendLocally;
}

/** Senders in TypeScript: AES-CM, which is cheaper there. */
export function scriptSenders(): SenderFactory {
  return {
    profiles: ['aesCm', 'aeadGcm'],
    create: (keys, path) => new ScriptSender(keys, (datagram) => path.send(datagram)),
    local: (socket) => (datagram, port) =>
      socket.send(datagram, 0, datagram.length, port, '127.0.0.1', () => undefined),
  };
}

/** Native senders for UDP where they can be had, and senders in TypeScript for everything else. */
export async function bestSenders(native: boolean): Promise<SenderFactory> {
  const script = scriptSenders();
  const functions = native ? await loadNativeFunctions() : null;
  if (functions === null) return script;
  const shared = new NativeSending(functions);
  return {
    profiles: ['aeadGcm', 'aesCm'],
    create(keys, path) {
      const descriptor = path.socket === null ? null : descriptorOf(path.socket);
      if (descriptor === null) return script.create(keys, path);
      return new NativeSender(shared, keys, descriptor, path.address, path.port);
    },
    local(socket) {
      const descriptor = descriptorOf(socket);
      return descriptor === null ? script.local(socket) : shared.local(descriptor);
    },
  };
}
