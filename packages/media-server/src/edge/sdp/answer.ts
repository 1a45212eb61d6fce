import type { Fingerprint } from '../dtls/verify-handshake.ts';
import type { IceCredentials } from '../ice/ice-agent.ts';
import { type AgreedLine, type Agreement, extensionUris } from './negotiate.ts';

/** Where a client may reach us. */
export interface HostCandidate {
  transport: 'udp' | 'tcp';
  address: string;
  port: number;
}

/** The sources under which the mix and the picture go to one client. */
export interface OwnSources {
  cname: string;
  audio: number;
  video: number;
  repeat: number;
}

export interface AnswerParts {
  agreement: Agreement;
  /** The number of this answer within its connection (`o=` version), from 1. */
  version: number;
  ice: IceCredentials;
  fingerprint: Fingerprint;
  candidates: readonly HostCandidate[];
  sources: OwnSources;
}

/** RFC 8445 section 5.1.2.1 for host candidates: UDP before TCP, in the order given. */
function candidateLine(candidate: HostCandidate, at: number): string {
  const { transport, address, port } = candidate;
  const local = (transport === 'udp' ? 65_535 : 30_000) - at;
  const priority = 126 * 0x1000000 + local * 256 + 255;
  const tcp = transport === 'tcp' ? ' tcptype passive' : '';
  return `a=candidate:${String(at + 1)} 1 ${transport} ${String(priority)} ${address} ${String(port)} typ host${tcp}`;
}

function codecLines(line: AgreedLine): string[] {
  const type = String(line.payloadType);
  if (line.codec === 'opus') {
    return [`a=rtpmap:${type} opus/48000/2`, `a=fmtp:${type} minptime=10;useinbandfec=1;stereo=0`];
  }
  const lines = [`a=rtpmap:${type} ${line.codec}/90000`];
  for (const feedback of ['goog-remb', 'ccm fir', 'nack', 'nack pli']) {
    lines.push(`a=rtcp-fb:${type} ${feedback}`);
  }
  if (line.codec === 'H264') {
    const level = line.offered.parameters.get('profile-level-id') ?? '42e01f';
    lines.push(`a=fmtp:${type} level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=${level}`);
  }
  if (line.repeatType !== null) {
    lines.push(
      `a=rtpmap:${String(line.repeatType)} rtx/90000`,
      `a=fmtp:${String(line.repeatType)} apt=${type}`,
    );
  }
  return lines;
}

function sourceLines(line: AgreedLine, sources: OwnSources): string[] {
  if (line.direction !== 'sendrecv' && line.direction !== 'sendonly') return [];
  const name = (ssrc: number) => `a=ssrc:${String(ssrc)} cname:${sources.cname}`;
  if (line.kind === 'audio') return [`a=msid:mix mix-audio`, name(sources.audio)];
  if (line.repeatType === null) return [`a=msid:mix mix-video`, name(sources.video)];
  return [
    `a=msid:mix mix-video`,
    `a=ssrc-group:FID ${String(sources.video)} ${String(sources.repeat)}`,
    name(sources.video),
    name(sources.repeat),
  ];
}

function extensionLines(line: AgreedLine): string[] {
  const named = [
    [line.midExtension, extensionUris.mid],
    [line.levelExtension, extensionUris.audioLevel],
    [line.sendTimeExtension, extensionUris.absoluteSendTime],
  ] as const;
  return named.flatMap(([id, uri]) => (id === null ? [] : [`a=extmap:${String(id)} ${uri}`]));
}

function mediaSection(line: AgreedLine, parts: AnswerParts, carriesIce: boolean): string[] {
  const types = [line.payloadType, ...(line.repeatType === null ? [] : [line.repeatType])].join(' ');
  const candidates = carriesIce ? parts.candidates.map(candidateLine) : [];
  return [
    `m=${line.kind} 9 UDP/TLS/RTP/SAVPF ${types}`,
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    ...candidates,
    ...(carriesIce ? ['a=end-of-candidates'] : []),
    `a=ice-ufrag:${parts.ice.fragment}`,
    `a=ice-pwd:${parts.ice.password}`,
    `a=fingerprint:${parts.fingerprint.algorithm} ${parts.fingerprint.value}`,
    'a=setup:active',
    `a=mid:${line.mid}`,
    ...extensionLines(line),
    `a=${line.direction}`,
    'a=rtcp-mux',
    'a=rtcp-rsize',
    ...codecLines(line),
    ...sourceLines(line, parts.sources),
  ];
}

/** RFC 8829 section 5.3.1: a refused line stands in its place with port 0. */
function refusedSection(kind: string, protocol: string, mid: string): string[] {
  return [`m=${kind} 0 ${protocol} 0`, 'c=IN IP4 0.0.0.0', `a=mid:${mid}`, 'a=inactive'];
}

/** The answer to an offer: ICE-lite with all our candidates, everything bundled. */
export function writeAnswer(parts: AnswerParts): string {
  const { lines, offer } = parts.agreement;
  const agreed = lines.filter((line) => line !== null);
  const carrier = agreed[0];
  const sections = offer.lines.flatMap((offered, at) => {
    const line = lines[at] ?? null;
    return line === null
      ? refusedSection(offered.kind, offered.protocol, offered.mid)
      : mediaSection(line, parts, line === carrier);
  });
  const session = [
    'v=0',
    `o=- 1 ${String(parts.version)} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=ice-lite',
    `a=group:BUNDLE ${agreed.map((line) => line.mid).join(' ')}`,
    'a=msid-semantic: WMS mix',
  ];
  return `${[...session, ...sections].join('\r\n')}\r\n`;
}
