import { CmCipher } from './cm-cipher.ts';
import { GcmCipher } from './gcm-cipher.ts';
import type { PacketCipher } from './packet-cipher.ts';
import { deriveSessionKeys, type SrtpMasterKey } from './session-keys.ts';

/** The cipher for RTP under a master key, in TypeScript and what Node offers. */
export function createPacketCipher(master: SrtpMasterKey): PacketCipher {
  const { rtp } = deriveSessionKeys(master);
  return master.profile === 'aesCm' ? new CmCipher(rtp) : new GcmCipher(rtp);
}
