import { z } from 'zod';
import type { StatsPort } from '../../ports/peer-port.ts';
import type { PeerStats } from '../../store/peers-slice.ts';

/** The members of RTCStatsReport that are read (W3C webrtc-stats); browsers leave many of them out. */
const entrySchema = z.object({
  id: z.string(),
  type: z.string(),
  kind: z.string().optional(),
  bytesSent: z.number().optional(),
  bytesReceived: z.number().optional(),
  packetsReceived: z.number().optional(),
  packetsLost: z.number().optional(),
  fractionLost: z.number().optional(),
  roundTripTime: z.number().optional(),
  currentRoundTripTime: z.number().optional(),
  jitter: z.number().optional(),
  framesDecoded: z.number().optional(),
  frameWidth: z.number().optional(),
  frameHeight: z.number().optional(),
  qualityLimitationReason: z.string().optional(),
  targetBitrate: z.number().optional(),
  state: z.string().optional(),
  nominated: z.boolean().optional(),
  selected: z.boolean().optional(),
  localCandidateId: z.string().optional(),
  remoteCandidateId: z.string().optional(),
  candidateType: z.string().optional(),
});
type StatsEntry = z.infer<typeof entrySchema>;

/** Counters that grow; two readings make a rate. */
export interface StatsReading {
  atMs: number;
  bytesSent: number;
  bytesReceived: number;
  packetsReceived: number;
  packetsLost: number;
  framesDecoded: number;
}

export interface LinkSample {
  reading: StatsReading;
  stats: PeerStats;
}

const sum = (
  entries: StatsEntry[],
  key: 'bytesSent' | 'bytesReceived' | 'packetsReceived' | 'packetsLost' | 'framesDecoded',
) => entries.reduce((total, entry) => total + (entry[key] ?? 0), 0);

const most = (values: (number | undefined)[]): number | null => {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? Math.max(...known) : null;
};

function entriesOf(report: StatsPort): StatsEntry[] {
  const entries: StatsEntry[] = [];
  report.forEach((raw) => {
    const parsed = entrySchema.safeParse(raw);
    if (parsed.success) entries.push(parsed.data);
  });
  return entries;
}

/** What has arrived so far: any packet of sound, any decoded picture. */
export function arrivedOn(report: StatsPort): { audio: boolean; video: boolean } {
  const inbound = entriesOf(report).filter(({ type }) => type === 'inbound-rtp');
  return {
    audio: inbound.some(({ kind, packetsReceived }) => kind === 'audio' && (packetsReceived ?? 0) > 0),
    video: inbound.some(({ framesDecoded }) => (framesDecoded ?? 0) > 0),
  };
}

/** What one connection did since the reading before; the first time, since its beginning. */
export function sampleLink(report: StatsPort, atMs: number, before: StatsReading | undefined): LinkSample {
  const entries = entriesOf(report);
  const of = (type: string): StatsEntry[] => entries.filter((entry) => entry.type === type);
  const [outbound, inbound, remoteInbound] = [
    of('outbound-rtp'),
    of('inbound-rtp'),
    of('remote-inbound-rtp'),
  ];
  const reading: StatsReading = {
    atMs,
    bytesSent: sum(outbound, 'bytesSent'),
    bytesReceived: sum(inbound, 'bytesReceived'),
    packetsReceived: sum(inbound, 'packetsReceived'),
    packetsLost: sum(inbound, 'packetsLost'),
    framesDecoded: sum(inbound, 'framesDecoded'),
  };
  const seconds = before ? Math.max(0.001, (atMs - before.atMs) / 1000) : 0;
  const perSecond = (key: 'bytesSent' | 'bytesReceived' | 'framesDecoded'): number =>
    before ? Math.max(0, reading[key] - before[key]) / seconds : 0;
  const picture = inbound.find(({ kind, framesDecoded }) => kind === 'video' && (framesDecoded ?? 0) > 0);
  const rtt = most([
    ...remoteInbound.map(({ roundTripTime }) => roundTripTime),
    pairOf(entries)?.currentRoundTripTime,
  ]);
  const jitter = most(inbound.map((entry) => entry.jitter));
  return {
    reading,
    stats: {
      sentKbps: Math.round((perSecond('bytesSent') * 8) / 1000),
      receivedKbps: Math.round((perSecond('bytesReceived') * 8) / 1000),
      sentLoss: most(remoteInbound.map(({ fractionLost }) => fractionLost)) ?? 0,
      receivedLoss: before ? lossBetween(before, reading) : 0,
      rttMs: rtt === null ? null : Math.round(rtt * 1000),
      jitterMs: jitter === null ? null : Math.round(jitter * 1000),
      framesPerSecond: picture && before ? Math.round(perSecond('framesDecoded')) : null,
      frameWidth: picture?.frameWidth ?? null,
      frameHeight: picture?.frameHeight ?? null,
      relayed: isRelayed(entries),
      limitedBy: limitation(outbound),
    },
  };
}

function lossBetween(before: StatsReading, now: StatsReading): number {
  const lost = Math.max(0, now.packetsLost - before.packetsLost);
  const received = Math.max(0, now.packetsReceived - before.packetsReceived);
  return lost + received === 0 ? 0 : lost / (lost + received);
}

/** The pair in use: Chromium marks it nominated and succeeded, Firefox selected. */
function pairOf(entries: StatsEntry[]): StatsEntry | undefined {
  const pairs = entries.filter(({ type }) => type === 'candidate-pair');
  return (
    pairs.find(({ selected }) => selected) ??
    pairs.find(({ nominated, state }) => nominated === true && state === 'succeeded')
  );
}

function isRelayed(entries: StatsEntry[]): boolean {
  const pair = pairOf(entries);
  return entries.some(
    ({ id, candidateType }) =>
      candidateType === 'relay' && (id === pair?.localCandidateId || id === pair?.remoteCandidateId),
  );
}

/** From this on a face is well seen, though the sender would like more: so does every call while it finds its rate. */
const enoughBps = 300_000;

function limitation(outbound: StatsEntry[]): PeerStats['limitedBy'] {
  const camera = outbound.find(({ kind }) => kind === 'video');
  const reason = camera?.qualityLimitationReason;
  if (reason === 'bandwidth') return (camera?.targetBitrate ?? 0) >= enoughBps ? null : reason;
  return reason === 'cpu' || reason === 'other' ? reason : null;
}
