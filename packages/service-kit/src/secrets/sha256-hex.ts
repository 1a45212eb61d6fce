import { hash } from 'node:crypto';

/** SHA-256 of a text in UTF-8, as 64 hex digits: how keys and resume credentials are stored. */
export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}
