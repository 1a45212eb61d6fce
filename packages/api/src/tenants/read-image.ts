export interface ImageInfo {
  contentType: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
  width: number;
  height: number;
}

type Reader = (bytes: DataView) => ImageInfo | undefined;

const ascii = (view: DataView, at: number, length: number) =>
  String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)));

/** PNG: signature, then the header chunk (W3C PNG, sections 5.2 and 11.2.2). */
const png: Reader = (view) =>
  view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a && ascii(view, 12, 4) === 'IHDR'
    ? { contentType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
    : undefined;

const gif: Reader = (view) =>
  /^GIF8[79]a$/.test(ascii(view, 0, 6))
    ? { contentType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
    : undefined;

/** JPEG: the frame header (SOF) among the segments tells the size (ITU-T T.81, section B.2.2). */
const jpeg: Reader = (view) => {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { contentType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return undefined;
};

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** WebP: lossy, lossless and extended (RFC 9649, section 2). */
const webp: Reader = (view) => {
  if (ascii(view, 0, 4) !== 'RIFF' || ascii(view, 8, 4) !== 'WEBP') return undefined;
  const contentType = 'image/webp';
  switch (ascii(view, 12, 4)) {
    case 'VP8 ':
      return {
        contentType,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { contentType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { contentType, width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return undefined;
  }
};

/** What a picture is by its content; undefined for anything that is not one of four kinds, or is cut short. */
export function readImage(bytes: Uint8Array): ImageInfo | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const read of [png, gif, jpeg, webp]) {
    try {
      const image = read(view);
      if (image) return image.width > 0 && image.height > 0 ? image : undefined;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}
