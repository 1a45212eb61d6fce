import type { Readable } from 'node:stream';

export interface ObjectInfo {
  key: string;
  bytes: number;
  contentType: string;
}

/** Bytes of an object from `start` to `end`, both included, as in RFC 9110 section 14.1.2. */
export interface ByteRange {
  start: number;
  /** Default: to the end. */
  end?: number;
}

export interface ObjectContent extends ObjectInfo {
  /** What was asked for; `bytes` is the size of the whole. Read it or destroy it. */
  stream: Readable;
}

export interface DownloadOptions {
  /** 1 to 604,800 (a week). */
  expiresInSeconds: number;
  /** What the browser names the file. Default: as the key ends. */
  fileName?: string;
}

/**
 * Files by key, such as `recordings/rec_…/part-1.mp4`: there whole or not at all.
 * @throws CloudMeetError `unavailable` when the store cannot be reached, `invalid-request` for a key that cannot be one
 */
export interface Objects {
  /** Reads `content` to its end. Nothing is there when it fails. */
  put(key: string, content: Readable | Uint8Array, options: { contentType: string }): Promise<ObjectInfo>;
  /** Null when there is none. @throws CloudMeetError `unprocessable` for a range that lies outside */
  get(key: string, range?: ByteRange): Promise<ObjectContent | null>;
  head(key: string): Promise<ObjectInfo | null>;
  /** What is not there is deleted already. */
  delete(key: string): Promise<void>;
  /** An address that anybody who has it can read the object at, ranges included, until it expires. */
  downloadUrl(key: string, options: DownloadOptions): Promise<string>;
  close(): Promise<void>;
}
