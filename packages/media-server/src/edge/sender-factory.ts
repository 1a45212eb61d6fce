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
