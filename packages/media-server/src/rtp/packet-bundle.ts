/** What a bundle needs for each packet beside its bytes. */
export const bundleLengthBytes = 2;
/** Most of what one datagram on the loopback interface carries. */
export const bundleBytesMax = 60_000;

/**
 * Several packets in one datagram between processes of this node: each with its length in 16 bits before it. RTP begins
 * with its version, 2, in the highest two bits, and no packet is as long as 32 kB, so the first byte tells them apart.
 */
export function writeBundle(packets: readonly Buffer[]): Buffer {
  const bytes = packets.reduce((sum, packet) => sum + bundleLengthBytes + packet.length, 0);
  const bundle = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const packet of packets) {
    bundle.writeUInt16BE(packet.length, at);
    packet.copy(bundle, at + bundleLengthBytes);
    at += bundleLengthBytes + packet.length;
  }
  return bundle;
}

/** Datagrams for packets that go to one process: bundles as few as can be, and a packet alone as it is. */
export function inBundles(packets: readonly Buffer[]): Buffer[] {
  const bundles: Buffer[] = [];
  let first = 0;
  let bytes = 0;
  const close = (end: number) => {
    const some = packets.slice(first, end);
    if (some.length > 1) bundles.push(writeBundle(some));
    else bundles.push(...some);
    first = end;
    bytes = 0;
  };
  for (const [index, { length }] of packets.entries()) {
    if (bytes + bundleLengthBytes + length > bundleBytesMax) close(index);
    bytes += bundleLengthBytes + length;
  }
  close(packets.length);
  return bundles;
}

/** Gives each packet of a datagram to `take`, in order: those of a bundle, or the one that it is. Never throws itself. */
export function eachPacket(datagram: Buffer, take: (packet: Buffer) => void): void {
  if (((datagram[0] ?? 0) & 0x80) !== 0) return take(datagram);
  let at = 0;
  while (at + bundleLengthBytes <= datagram.length) {
    const begin = at + bundleLengthBytes;
    const end = begin + datagram.readUInt16BE(at);
    if (end > datagram.length) return;
    take(datagram.subarray(begin, end));
    at = end;
  }
}
