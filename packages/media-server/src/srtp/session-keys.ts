import { createCipheriv } from 'node:crypto';

/** DTLS-SRTP protection profiles (RFC 5764 section 4.1.2, RFC 7714 section 14.2). */
export const srtpProfiles = {
  aesCm: { id: 0x0001, saltBytes: 14, tagBytes: 10 },
  aeadGcm: { id: 0x0007, saltBytes: 12, tagBytes: 16 },
} as const;
export type SrtpProfileName = keyof typeof srtpProfiles;

/** Master key and salt of one direction as DTLS exports them. */
export interface SrtpMasterKey {
  profile: SrtpProfileName;
  key: Buffer;
  salt: Buffer;
}

/** Keys for packets of one kind. `auth` is 20 bytes for HMAC-SHA1 and unused by AEAD. */
export interface SessionKeys {
  key: Buffer;
  salt: Buffer;
  auth: Buffer;
}

/**
 * Session keys of RFC 3711 section 4.3 with a key derivation rate of 0, for RTP and RTCP. A 12-byte salt is used as if
 * two zero bytes followed it (RFC 7714 section 11).
 */
export function deriveSessionKeys(master: SrtpMasterKey): { rtp: SessionKeys; rtcp: SessionKeys } {
  const derive = (label: number, bytes: number) => {
    const counter = Buffer.alloc(16);
    master.salt.copy(counter);
    counter[7] = (counter[7] ?? 0) ^ label;
    return createCipheriv('aes-128-ctr', master.key, counter).update(Buffer.alloc(bytes));
  };
  const { saltBytes } = srtpProfiles[master.profile];
  const keysFrom = (label: number): SessionKeys => ({
    key: derive(label, 16),
    auth: derive(label + 1, 20),
    salt: derive(label + 2, saltBytes),
  });
  return { rtp: keysFrom(0), rtcp: keysFrom(3) };
}
