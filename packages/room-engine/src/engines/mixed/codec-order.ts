/** The members of RTCRtpCodec (W3C WebRTC 5.5) that the order looks at. */
export interface VideoCodec {
  mimeType: string;
  sdpFmtpLine?: string;
}

/**
 * H264 as mixers encode it first, then VP8, then the rest as the browser has it. Nothing is left out: a shortened list
 * makes Firefox write descriptions that others refuse.
 */
export function orderCodecs<Codec extends VideoCodec>(codecs: readonly Codec[]): Codec[] {
  return codecs
    .map((codec, index) => ({ codec, index, rank: rankOf(codec) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ codec }) => codec);
}

function rankOf({ mimeType, sdpFmtpLine = '' }: VideoCodec): number {
  const type = mimeType.toLowerCase();
  if (type === 'video/vp8') return 3;
  if (type !== 'video/h264') return 4;
  // RFC 6184: constrained baseline, and packets that may hold parts of a frame
  const parted = sdpFmtpLine.includes('packetization-mode=1');
  return parted ? (/profile-level-id=42[ec]0/i.test(sdpFmtpLine) ? 0 : 1) : 2;
}
