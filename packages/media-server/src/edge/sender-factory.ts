import { descriptorOf } from '../srtp/native/descriptor.ts';
import { NativeSender, NativeSending } from '../srtp/native/native-sender.ts';
import { loadNativeFunctions } from '../srtp/native/openssl.ts';
import type { SrtpMasterKey, SrtpProfileName } from '../srtp/session-keys.ts';
import { ScriptSender, type SrtpSender } from '../srtp/srtp-sender.ts';
import type { NetworkPath } from './ice/network-path.ts';

/** Which sender a path gets, and which protection profiles suit it, best first. */
export interface SenderFactory {
  readonly profiles: readonly SrtpProfileName[];
  create(keys: SrtpMasterKey, path: NetworkPath): SrtpSender;
}

/** Senders in TypeScript: AES-CM, which is cheaper there. */
export function scriptSenders(): SenderFactory {
  return {
    profiles: ['aesCm', 'aeadGcm'],
    create: (keys, path) => new ScriptSender(keys, (datagram) => path.send(datagram)),
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
  };
}
