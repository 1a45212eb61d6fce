import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { ReplayWindow } from './replay-window.ts';
import { deriveSessionKeys, type SessionKeys, type SrtpMasterKey } from './session-keys.ts';

const headerBytes = 8;
const indexBytes = 4;
const encryptedFlag = 0x80000000;

/** Seals and opens compound RTCP packets of one direction. Rare enough to be written for reading, not for speed. */
interface RtcpCipher {
  seal(packet: Buffer, index: number): Buffer;
  open(packet: Buffer, index: number, encrypted: boolean): Buffer | null;
  readonly tagBytes: number;
  /** Where the word with the index begins. */
  indexAt(packet: Buffer): number;
}

function indexWord(index: number): Buffer {
  const word = Buffer.alloc(indexBytes);
  word.writeUInt32BE((encryptedFlag | index) >>> 0, 0);
  return word;
}

function xorInto(target: Buffer, salt: Buffer): Buffer {
  for (let i = 0; i < salt.length; i += 1) target[i] = (target[i] ?? 0) ^ (salt[i] ?? 0);
  return target;
}

/** RFC 3711 section 3.4 with AES-CM and HMAC-SHA1-80. */
function cmRtcpCipher(keys: SessionKeys): RtcpCipher {
  const key = createSecretKey(keys.key);
  const auth = createSecretKey(keys.auth);
  const counter = (ssrc: number, index: number) => {
    const block = Buffer.alloc(16);
    block.writeUInt32BE(ssrc, 4);
    block.writeUInt32BE(index >>> 16, 8);
    block.writeUInt16BE(index & 0xffff, 12);
    return xorInto(block, keys.salt);
  };
  const crypt = (packet: Buffer, index: number) => {
    const cipher = createCipheriv('aes-128-ctr', key, counter(packet.readUInt32BE(4), index));
    return Buffer.concat([packet.subarray(0, headerBytes), cipher.update(packet.subarray(headerBytes))]);
  };
  const tagOf = (covered: Buffer) => createHmac('sha1', auth).update(covered).digest().subarray(0, 10);
  return {
    tagBytes: 10,
    indexAt: (packet) => packet.length - 10 - indexBytes,
    seal(packet, index) {
      const covered = Buffer.concat([crypt(packet, index), indexWord(index)]);
      return Buffer.concat([covered, tagOf(covered)]);
    },
    open(packet, index, encrypted) {
      const tagAt = packet.length - 10;
      if (!timingSafeEqual(tagOf(packet.subarray(0, tagAt)), packet.subarray(tagAt))) return null;
      const plain = packet.subarray(0, tagAt - indexBytes);
      return encrypted ? crypt(plain, index) : plain;
    },
  };
}

/** RFC 7714 section 9; packets that are authenticated only are refused. */
function gcmRtcpCipher(keys: SessionKeys): RtcpCipher {
  const key: KeyObject = createSecretKey(keys.key);
  const nonce = (ssrc: number, index: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32BE(ssrc, 2);
    bytes.writeUInt32BE(index, 8);
    return xorInto(bytes, keys.salt);
  };
  return {
    tagBytes: 16,
    indexAt: (packet) => packet.length - indexBytes,
    seal(packet, index) {
      const head = packet.subarray(0, headerBytes);
      const word = indexWord(index);
      const cipher = createCipheriv('aes-128-gcm', key, nonce(packet.readUInt32BE(4), index));
      cipher.setAAD(Buffer.concat([head, word]));
      const body = Buffer.concat([cipher.update(packet.subarray(headerBytes)), cipher.final()]);
      return Buffer.concat([head, body, cipher.getAuthTag(), word]);
    },
    open(packet, index, encrypted) {
      if (!encrypted) return null;
      const wordAt = packet.length - indexBytes;
      const head = packet.subarray(0, headerBytes);
      const cipher = createDecipheriv('aes-128-gcm', key, nonce(packet.readUInt32BE(4), index));
      cipher.setAAD(Buffer.concat([head, packet.subarray(wordAt)]));
      cipher.setAuthTag(packet.subarray(wordAt - 16, wordAt));
      const body = cipher.update(packet.subarray(headerBytes, wordAt - 16));
      try {
        cipher.final();
      } catch {
        // This is how Node says that the tag is wrong.
        return null;
      }
      return Buffer.concat([head, body]);
    },
  };
}

function createRtcpCipher(master: SrtpMasterKey): RtcpCipher {
  const { rtcp } = deriveSessionKeys(master);
  return master.profile === 'aesCm' ? cmRtcpCipher(rtcp) : gcmRtcpCipher(rtcp);
}

/** Seals what we send. The index counts all compound packets of the connection: no nonce is used twice. */
export class SrtcpSealer {
  readonly #cipher;
  #index = 0;

  constructor(master: SrtpMasterKey) {
    this.#cipher = createRtcpCipher(master);
  }

  seal(compound: Buffer): Buffer {
    this.#index = (this.#index + 1) & 0x7fffffff;
    return this.#cipher.seal(compound, this.#index);
  }
}

/** Opens what a peer sends: only authentic packets, each only once. */
export class SrtcpOpener {
  readonly #cipher;
  /** One window for each sender of the peer. */
  readonly #windows = new Map<number, ReplayWindow>();

  constructor(master: SrtpMasterKey) {
    this.#cipher = createRtcpCipher(master);
  }

  /** The compound packet in plain text; null for one that is forged, repeated or malformed. */
  open(packet: Buffer): Buffer | null {
    const { tagBytes } = this.#cipher;
    if (packet.length < headerBytes + indexBytes + tagBytes) return null;
    const word = packet.readUInt32BE(this.#cipher.indexAt(packet));
    const index = word & 0x7fffffff;
    const ssrc = packet.readUInt32BE(4);
    const known = this.#windows.get(ssrc);
    const window = known ?? new ReplayWindow();
    if (!window.isFresh(index)) return null;
    const plain = this.#cipher.open(packet, index, (word & encryptedFlag) !== 0);
    if (plain === null || (known === undefined && this.#windows.size >= 32)) return null;
    if (known === undefined) this.#windows.set(ssrc, window);
    window.accept(index);
    return plain;
  }
}
