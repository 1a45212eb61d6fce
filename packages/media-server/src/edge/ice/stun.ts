import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The part of STUN (RFC 8489) and ICE (RFC 8445 section 7) that an ICE-lite agent needs: Binding, both ways. */
export const stunClass = { request: 0x0001, indication: 0x0011, response: 0x0101, error: 0x0111 } as const;

const magicCookie = 0x2112a442;
const headerLength = 20;
const attribute = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  useCandidate: 0x0025,
  xorMappedAddress: 0x0020,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
} as const;

/** A Binding message as far as we read it. Offsets point into the datagram. */
export interface StunMessage {
  type: number;
  transaction: Buffer;
  username: string | null;
  useCandidate: boolean;
  /** The other side says it is controlled: both are, which an agent that is always controlled must refuse. */
  controlled: boolean;
  /** Where MESSAGE-INTEGRITY begins; null where there is none. */
  integrityAt: number | null;
}

/** RFC 7983: a first byte of 0 to 3 is STUN. The cookie makes sure. */
export function isStun(datagram: Buffer): boolean {
  return (
    datagram.length >= headerLength && (datagram[0] ?? 255) < 4 && datagram.readUInt32BE(4) === magicCookie
  );
}

/** Null for anything that is not a well-formed STUN message. Attributes after MESSAGE-INTEGRITY are not believed. */
export function readStun(datagram: Buffer): StunMessage | null {
  if (!isStun(datagram) || datagram.readUInt16BE(2) !== datagram.length - headerLength) return null;
  const message: StunMessage = {
    type: datagram.readUInt16BE(0),
    transaction: datagram.subarray(8, 20),
    username: null,
    useCandidate: false,
    controlled: false,
    integrityAt: null,
  };
  let at = headerLength;
  while (at + 4 <= datagram.length) {
    const type = datagram.readUInt16BE(at);
    const length = datagram.readUInt16BE(at + 2);
    if (at + 4 + length > datagram.length) return null;
    if (type === attribute.integrity) {
      if (length !== 20) return null;
      message.integrityAt = at;
      return message;
    }
    if (type === attribute.username) message.username = datagram.toString('utf8', at + 4, at + 4 + length);
    if (type === attribute.useCandidate) message.useCandidate = true;
    if (type === attribute.iceControlled) message.controlled = true;
    at += 4 + ((length + 3) & ~3);
  }
  return at === datagram.length ? message : null;
}

function integrityOf(datagram: Buffer, at: number, password: string): Buffer {
  const covered = Buffer.from(datagram.subarray(0, at));
  // The length as if the message ended with this attribute (RFC 8489 section 14.5).
  covered.writeUInt16BE(at + 24 - headerLength, 2);
  return createHmac('sha1', password).update(covered).digest();
}

/** Whether MESSAGE-INTEGRITY was made with this password. */
export function isAuthentic(datagram: Buffer, message: StunMessage, password: string): boolean {
  const at = message.integrityAt;
  if (at === null) return false;
  return timingSafeEqual(integrityOf(datagram, at, password), datagram.subarray(at + 4, at + 24));
}

function header(type: number, transaction: Buffer): Buffer {
  const bytes = Buffer.alloc(headerLength);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt32BE(magicCookie, 4);
  transaction.copy(bytes, 8);
  return bytes;
}

function attributeBytes(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + ((value.length + 3) & ~3));
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

function xorMappedAddress(address: string, port: number): Buffer {
  const value = Buffer.alloc(8);
  value[1] = 1;
  value.writeUInt16BE(port ^ (magicCookie >>> 16), 2);
  const plain = address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  value.writeUInt32BE((plain ^ magicCookie) >>> 0, 4);
  return attributeBytes(attribute.xorMappedAddress, value);
}

/** Adds MESSAGE-INTEGRITY and FINGERPRINT and sets the length. */
function finish(parts: Buffer[], password: string): Buffer {
  const plain = Buffer.concat(parts);
  const signed = Buffer.concat([
    plain,
    attributeBytes(attribute.integrity, integrityOf(plain, plain.length, password)),
  ]);
  signed.writeUInt16BE(signed.length + 8 - headerLength, 2);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((crc32(signed) ^ 0x5354554e) >>> 0, 0);
  return Buffer.concat([signed, attributeBytes(attribute.fingerprint, sum)]);
}

/** The answer to a check: the IPv4 address it came from. */
export function bindingResponse(
  transaction: Buffer,
  address: string,
  port: number,
  password: string,
): Buffer {
  return finish([header(stunClass.response, transaction), xorMappedAddress(address, port)], password);
}

/** 487 Role Conflict: take the other role (RFC 8445 section 7.3.1.1). */
export function roleConflict(transaction: Buffer, password: string): Buffer {
  const value = Buffer.from([0, 0, 4, 87, ...Buffer.from('Role Conflict')]);
  return finish([header(stunClass.error, transaction), attributeBytes(attribute.errorCode, value)], password);
}

/** A check as a client makes it; the tests and synthetic participants use it. */
export function bindingRequest(transaction: Buffer, username: string, password: string): Buffer {
  return finish(
    [
      header(stunClass.request, transaction),
      attributeBytes(attribute.username, Buffer.from(username)),
      attributeBytes(attribute.useCandidate, Buffer.alloc(0)),
    ],
    password,
  );
}
