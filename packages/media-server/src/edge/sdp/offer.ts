import type { Fingerprint } from '../dtls/verify-handshake.ts';

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export interface OfferedCodec {
  payloadType: number;
  /** Lower case, as `opus`, `h264`, `rtx`. */
  name: string;
  clockRate: number;
  /** Parameters of `a=fmtp`, names in lower case. */
  parameters: ReadonlyMap<string, string>;
}

export interface OfferedLine {
  kind: string;
  mid: string;
  port: number;
  /** Stands only in the bundle (RFC 8843 section 6): then its port 0 is no refusal. Firefox writes all but the first so. */
  bundleOnly: boolean;
  protocol: string;
  direction: Direction;
  codecs: readonly OfferedCodec[];
  /** Header extensions: address → id. */
  extensions: ReadonlyMap<string, number>;
  /** Sources in the order they were named, each with the source that repeats it (RFC 5576 FID) where there is one. */
  sources: readonly { ssrc: number; repeat: number | null }[];
  ice: { fragment: string; password: string };
  fingerprints: readonly Fingerprint[];
  setup: string;
  multiplexed: boolean;
}

export interface Offer {
  lines: readonly OfferedLine[];
  /** Mids of the first BUNDLE group. */
  bundle: readonly string[];
}

/** Why an offer cannot be answered; the client gets it as it stands. */
export class OfferError extends Error {}

const linesMax = 5000;
const mediaMax = 16;
const codecsMax = 128;

type Attributes = ReadonlyMap<string, readonly string[]>;

/** `a=name:value` lines by name. */
function attributesOf(lines: readonly string[]): Attributes {
  const found = new Map<string, string[]>();
  for (const line of lines) {
    if (!line.startsWith('a=')) continue;
    const colon = line.indexOf(':');
    const name = colon < 0 ? line.slice(2) : line.slice(2, colon);
    const values = found.get(name) ?? [];
    values.push(colon < 0 ? '' : line.slice(colon + 1).trim());
    found.set(name, values);
  }
  return found;
}

function first(attributes: Attributes, name: string, session: Attributes): string {
  return attributes.get(name)?.[0] ?? session.get(name)?.[0] ?? '';
}

function parametersOf(format: string): Map<string, string> {
  const pairs = format.split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name = '', value = '']) => [name.toLowerCase(), value]));
}

function codecsOf(attributes: Attributes): OfferedCodec[] {
  const formats = new Map<number, string>();
  for (const value of attributes.get('fmtp') ?? []) {
    const space = value.indexOf(' ');
    if (space > 0) formats.set(Number(value.slice(0, space)), value.slice(space + 1));
  }
  const maps = (attributes.get('rtpmap') ?? []).slice(0, codecsMax);
  return maps.flatMap((value) => {
    const [, type = '', name = '', rate = ''] = /^(\d{1,3}) ([\w.-]+)\/(\d+)/.exec(value) ?? [];
    const payloadType = Number(type);
    // RFC 5761 section 4: types that would look like RTCP are no RTP payload types.
    if (type === '' || payloadType > 127 || (payloadType >= 64 && payloadType < 96)) return [];
    const parameters = parametersOf(formats.get(payloadType) ?? '');
    return [{ payloadType, name: name.toLowerCase(), clockRate: Number(rate), parameters }];
  });
}

function sourcesOf(attributes: Attributes): OfferedLine['sources'] {
  const numbers = (attributes.get('ssrc') ?? []).slice(0, 64).map((value) => Number(value.split(' ')[0]));
  const groups = (attributes.get('ssrc-group') ?? []).map((value) => value.split(' '));
  const repeats = new Map(
    groups
      .filter(([semantics]) => semantics === 'FID')
      .map(([, source, repeat]) => [Number(source), Number(repeat)]),
  );
  const repeated = new Set(repeats.values());
  const sources = [...new Set(numbers)].filter((ssrc) => isSource(ssrc) && !repeated.has(ssrc));
  return sources.map((ssrc) => {
    const repeat = repeats.get(ssrc);
    return { ssrc, repeat: repeat !== undefined && isSource(repeat) ? repeat : null };
  });
}

function isSource(ssrc: number): boolean {
  return Number.isInteger(ssrc) && ssrc > 0 && ssrc <= 0xffffffff;
}

function extensionsOf(attributes: Attributes): Map<string, number> {
  const found = new Map<string, number>();
  for (const value of attributes.get('extmap') ?? []) {
    const [, id = '', uri = ''] = /^(\d{1,2})(?:\/\w+)? (\S+)/.exec(value) ?? [];
    // Only the one-byte form is used: ids 1 to 14 (RFC 8285 section 4.2).
    if (uri !== '' && Number(id) >= 1 && Number(id) <= 14) found.set(uri, Number(id));
  }
  return found;
}

function directionOf(attributes: Attributes, session: Attributes): Direction {
  for (const direction of ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const) {
    if (attributes.has(direction)) return direction;
  }
  for (const direction of ['sendonly', 'recvonly', 'inactive'] as const) {
    if (session.has(direction)) return direction;
  }
  return 'sendrecv';
}

function fingerprintsOf(attributes: Attributes, session: Attributes): Fingerprint[] {
  const values = attributes.get('fingerprint') ?? session.get('fingerprint') ?? [];
  return values.slice(0, 4).flatMap((value) => {
    const [algorithm, hash] = value.split(' ');
    return algorithm === undefined || hash === undefined ? [] : [{ algorithm, value: hash }];
  });
}

function lineOf(lines: readonly string[], session: Attributes): OfferedLine {
  const attributes = attributesOf(lines);
  const [kind = '', port = '', protocol = ''] = (lines[0] ?? '').slice(2).split(' ');
  return {
    kind,
    port: Number(port),
    bundleOnly: attributes.has('bundle-only'),
    protocol,
    mid: first(attributes, 'mid', session),
    direction: directionOf(attributes, session),
    codecs: codecsOf(attributes),
    extensions: extensionsOf(attributes),
    sources: sourcesOf(attributes),
    ice: {
      fragment: first(attributes, 'ice-ufrag', session),
      password: first(attributes, 'ice-pwd', session),
    },
    fingerprints: fingerprintsOf(attributes, session),
    setup: first(attributes, 'setup', session),
    multiplexed: attributes.has('rtcp-mux'),
  };
}

/**
 * Reads an offer (RFC 8866) as far as an answer needs it.
 * @throws OfferError for text that is no offer of media.
 */
export function readOffer(sdp: string): Offer {
  const lines = sdp.split(/\r\n|\n/);
  if (lines[0] !== 'v=0') throw new OfferError('The offer does not begin with v=0');
  if (lines.length > linesMax) throw new OfferError('The offer has too many lines');
  const starts = lines.flatMap((line, at) => (line.startsWith('m=') ? [at] : []));
  if (starts.length === 0) throw new OfferError('The offer has no media');
  if (starts.length > mediaMax) throw new OfferError('The offer has too many media lines');
  const session = attributesOf(lines.slice(0, starts[0]));
  const groups = (session.get('group') ?? []).map((value) => value.split(' '));
  return {
    lines: starts.map((start, i) => lineOf(lines.slice(start, starts[i + 1]), session)),
    bundle: groups.find(([semantics]) => semantics === 'BUNDLE')?.slice(1) ?? [],
  };
}
