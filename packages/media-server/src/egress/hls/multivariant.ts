/** What of a stream its first playlist says. */
export interface Variant {
  /** The parameter set of its pictures, without start code. */
  sequenceParameters: Buffer;
  width: number;
  height: number;
  /** Of the segment with the most. */
  bitsPerSecond: number;
}

const aacLowComplexity = 'mp4a.40.2';

/** The playlist that players begin with (RFC 8216bis §4.4.6): one variant, under its viewer's own query. */
export function multivariantText(variant: Variant, uri: string): string {
  const { sequenceParameters, width, height, bitsPerSecond } = variant;
  const profile = sequenceParameters.subarray(1, 4).toString('hex');
  const attributes = [
    `BANDWIDTH=${Math.ceil(bitsPerSecond)}`,
    `CODECS="avc1.${profile},${aacLowComplexity}"`,
    `RESOLUTION=${width}x${height}`,
  ];
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:9',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-STREAM-INF:${attributes.join(',')}`,
    uri,
    '',
  ].join('\n');
}
