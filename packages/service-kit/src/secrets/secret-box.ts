import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { Secret } from './secret.ts';

/** Seals texts so that only who has the master secret, and the same purpose, opens them. */
export interface SecretBox {
  seal(text: string): string;
  /** @throws Error when it was sealed with another secret or purpose, or was changed since. */
  open(sealed: string): string;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * 32 bytes for one purpose, derived from the master secret (HKDF-SHA-256, RFC 5869). Keys of different purposes tell
 * nothing of each other.
 */
export function deriveKey(secret: Secret, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret.reveal(), 'cloudmeet', purpose, 32));
}

/** AES-256-GCM under a key derived for `purpose`. Sealed text is `v1.` and base64url of nonce, ciphertext, tag. */
export function createSecretBox(secret: Secret, purpose: string): SecretBox {
  const key = createSecretKey(deriveKey(secret, purpose));
  return {
    seal: (text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce);
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${sealed.toString('base64url')}`;
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
      if (!sealed.startsWith('v1.') || bytes.length < nonceBytes + tagBytes) {
        throw new Error(`What was sealed for ${purpose} is damaged.`);
      }
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        const opened = [decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()];
        return Buffer.concat(opened).toString('utf8');
      } catch (cause) {
        throw new Error(
          `What was sealed for ${purpose} does not open: CLOUDMEET_SECRET is not the one it was sealed with.`,
          { cause },
        );
      }
    },
  };
}
