import type { TrackKind } from '@cloudmeet/contracts';
import type { VideoCodec } from '../../children/messages.ts';
import { type Direction, type Offer, type OfferedCodec, type OfferedLine, OfferError } from './offer.ts';

export const extensionUris = {
  mid: 'urn:ietf:params:rtp-hdrext:sdes:mid',
  /** RFC 6464. */
  audioLevel: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  absoluteSendTime: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
} as const;

/** A media line that both sides can use. */
export interface AgreedLine {
  mid: string;
  track: TrackKind;
  kind: 'audio' | 'video';
  /** From our side. */
  direction: Direction;
  codec: 'opus' | VideoCodec;
  payloadType: number;
  /** Payload type of RFC 4588 for lost video packets; null where the client has none. */
  repeatType: number | null;
  /** The format parameters of the codec as they were offered. */
  offered: OfferedCodec;
  midExtension: number | null;
  /** How loud each packet of sound is (RFC 6464); null for pictures. */
  levelExtension: number | null;
  sendTimeExtension: number | null;
  sources: OfferedLine['sources'];
}

export interface Agreement {
  /** As long as the offer; null where a line is refused. */
  lines: readonly (AgreedLine | null)[];
  offer: Offer;
  remoteFragment: string;
  fingerprints: OfferedLine['fingerprints'];
}

const expected: readonly TrackKind[] = ['audio', 'video', 'screen', 'screen-audio'];
const kindOf = { audio: 'audio', 'screen-audio': 'audio', video: 'video', screen: 'video' } as const;

/** Baseline (constrained or not) with fragmentation: what every browser with H.264 decodes (RFC 7742 section 6.2). */
function isUsableH264(codec: OfferedCodec): boolean {
  const profile = (codec.parameters.get('profile-level-id') ?? '').toLowerCase();
  return (
    codec.name === 'h264' && codec.parameters.get('packetization-mode') === '1' && profile.startsWith('42')
  );
}

function codecFor(line: OfferedLine): { codec: AgreedLine['codec']; offered: OfferedCodec } | null {
  const choose = (codec: AgreedLine['codec'], fits: (each: OfferedCodec) => boolean) => {
    const offered = line.codecs.find(fits);
    return offered === undefined ? null : { codec, offered };
  };
  if (line.kind === 'audio')
    return choose('opus', (each) => each.name === 'opus' && each.clockRate === 48_000);
  const constrained = (each: OfferedCodec) =>
    isUsableH264(each) && /^42e0/i.test(each.parameters.get('profile-level-id') ?? '');
  return (
    choose('H264', constrained) ??
    choose('H264', isUsableH264) ??
    choose('VP8', (each) => each.name === 'vp8' && each.clockRate === 90_000)
  );
}

/** What we do on a line: down go the mix and the picture, up comes everything. */
function directionFor(line: OfferedLine, track: TrackKind): Direction {
  const sends = (track === 'audio' || track === 'video') && line.direction !== 'sendonly';
  const receives = line.direction === 'sendrecv' || line.direction === 'sendonly';
  if (line.direction === 'inactive') return 'inactive';
  if (sends && receives) return 'sendrecv';
  return sends ? 'sendonly' : receives ? 'recvonly' : 'inactive';
}

function agreeOn(line: OfferedLine, track: TrackKind | undefined): AgreedLine | null {
  if (track === undefined || kindOf[track] !== line.kind) return null;
  if (!line.bundleOnly && (line.port === 0 || !line.multiplexed)) return null;
  const chosen = codecFor(line);
  if (chosen === null) return null;
  const { payloadType } = chosen.offered;
  const repeat = line.codecs.find(
    (each) => each.name === 'rtx' && Number(each.parameters.get('apt')) === payloadType,
  );
  return {
    mid: line.mid,
    track,
    kind: kindOf[track],
    direction: directionFor(line, track),
    codec: chosen.codec,
    payloadType,
    repeatType: line.kind === 'video' ? (repeat?.payloadType ?? null) : null,
    offered: chosen.offered,
    midExtension: line.extensions.get(extensionUris.mid) ?? null,
    levelExtension: line.kind === 'audio' ? (line.extensions.get(extensionUris.audioLevel) ?? null) : null,
    sendTimeExtension:
      line.kind === 'video' ? (line.extensions.get(extensionUris.absoluteSendTime) ?? null) : null,
    sources: line.sources,
  };
}

function assertUsable(offer: Offer, carrier: OfferedLine): void {
  if (!/^(UDP|TCP)\/TLS\/RTP\/SAVPF$/.test(carrier.protocol)) {
    throw new OfferError('Media is not offered with DTLS-SRTP');
  }
  if (!/^[A-Za-z0-9+/]{4,256}$/.test(carrier.ice.fragment) || carrier.ice.password.length < 22) {
    throw new OfferError('The offer has no ICE credentials');
  }
  if (carrier.fingerprints.length === 0) throw new OfferError('The offer names no certificate');
  if (carrier.setup !== 'actpass' && carrier.setup !== 'passive') {
    throw new OfferError('The offer wants to be the DTLS client, which the mixer is');
  }
  const mids = offer.lines.map((line) => line.mid);
  if (new Set(mids).size !== mids.length || mids.some((mid) => !/^[\w+./~-]{1,16}$/.test(mid))) {
    throw new OfferError('The media lines have no names of their own');
  }
}

/**
 * What an offer and we have in common. `tracks` says what each line (by mid) is for; lines it does not name are taken
 * by their place.
 * @throws OfferError where no connection is possible at all.
 */
export function negotiate(offer: Offer, tracks: Readonly<Record<string, TrackKind>>): Agreement {
  const carrier = offer.lines.find((line) => offer.bundle.includes(line.mid));
  if (carrier === undefined) throw new OfferError('The offer does not bundle its media');
  assertUsable(offer, carrier);
  const taken = new Set<TrackKind>();
  const lines = offer.lines.map((line, at) => {
    const track = Object.hasOwn(tracks, line.mid) ? tracks[line.mid] : expected[at];
    if (!offer.bundle.includes(line.mid) || track === undefined || taken.has(track)) return null;
    const agreed = agreeOn(line, track);
    if (agreed !== null) taken.add(track);
    return agreed;
  });
  if (lines.every((line) => line === null))
    throw new OfferError('No codec in common: Opus, H.264 or VP8 is needed');
  return { lines, offer, remoteFragment: carrier.ice.fragment, fingerprints: carrier.fingerprints };
}
