/** One media line of a modelled description. */
export interface ModelLine {
  mid: string;
  kind: 'audio' | 'video';
  direction: RTCRtpTransceiverDirection;
}

export interface ModelSdp {
  ufrag: string;
  lines: ModelLine[];
}

/** Enough of an SDP for what reads it: the ICE user fragment where RFC 8839 has it, the rest as JSON. */
export function writeSdp({ ufrag, lines }: ModelSdp): string {
  return `v=0\r\na=ice-ufrag:${ufrag}\r\na=model:${JSON.stringify(lines)}\r\n`;
}

export function readSdp(sdp: string | undefined): ModelSdp {
  const ufrag = /^a=ice-ufrag:(\S+)/m.exec(sdp ?? '')?.[1] ?? '';
  const lines = JSON.parse(/^a=model:(.*)$/m.exec(sdp ?? '')?.[1] ?? '[]') as ModelLine[];
  return { ufrag, lines };
}

export const sends = (direction: RTCRtpTransceiverDirection): boolean =>
  direction === 'sendrecv' || direction === 'sendonly';
export const receives = (direction: RTCRtpTransceiverDirection): boolean =>
  direction === 'sendrecv' || direction === 'recvonly';

/** The other side's view of a direction. */
export function reverse(direction: RTCRtpTransceiverDirection): RTCRtpTransceiverDirection {
  return both(receives(direction), sends(direction));
}

export function both(send: boolean, receive: boolean): RTCRtpTransceiverDirection {
  if (send) return receive ? 'sendrecv' : 'sendonly';
  return receive ? 'recvonly' : 'inactive';
}
