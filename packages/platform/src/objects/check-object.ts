import { CloudMeetError } from '@cloudmeet/contracts';
import type { ByteRange } from './objects.ts';

const keyPattern = /^[A-Za-z0-9_][\w.=-]*(\/[A-Za-z0-9_][\w.=-]*)*$/;
const weekSeconds = 7 * 24 * 3600;

/** A key that every adapter takes: no `..`, nothing hidden, no empty part, at most 512 characters. */
export function checkKey(key: string): string {
  if (key.length <= 512 && keyPattern.test(key)) return key;
  throw new CloudMeetError('invalid-request', { detail: 'The key of the object is not one.' });
}

/** The first and last byte of a range in so many. @throws CloudMeetError `unprocessable` */
export function resolveRange({ start, end }: ByteRange, bytes: number): { start: number; end: number } {
  const last = Math.min(end ?? bytes - 1, bytes - 1);
  if (Number.isSafeInteger(start) && start >= 0 && start <= last) return { start, end: last };
  throw new CloudMeetError('unprocessable', { detail: 'The range lies outside of the object.' });
}

export function checkExpiry(seconds: number): number {
  if (Number.isSafeInteger(seconds) && seconds >= 1 && seconds <= weekSeconds) return seconds;
  throw new CloudMeetError('invalid-request', { detail: 'A download lasts a second to a week.' });
}

/** `Content-Disposition` for a download (RFC 6266), whatever the name is. */
export function dispositionOf(key: string, fileName: string | undefined): string {
  const name = fileName ?? key.slice(key.lastIndexOf('/') + 1);
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
