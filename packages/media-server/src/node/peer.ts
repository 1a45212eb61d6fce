import type { TrackKind } from '@cloudmeet/contracts';
import type { EdgePeer, PeerStats, StreamId, VideoCodec } from '../children/messages.ts';
import { uplinkWorth } from './uplink-worth.ts';
import type { UplinkWorth } from './uplink-worth.ts';
import type { LayoutMap } from '@cloudmeet/contracts';

const cameraTracks = { camera: 'video', screen: 'screen' } as const;

/** One participant's connection to an edge, as the supervisor knows it. */
export class Peer {
  readonly edge: number;
  readonly described: EdgePeer;
  isConnected = false;
  stats: PeerStats | undefined;
  readonly #codecs = new Map<TrackKind, VideoCodec | 'opus' | null>();
  /** Since when a camera or screen is not in the picture, in ms since the epoch. */
  readonly #unseenSinceMs = new Map<'camera' | 'screen', number>();

  constructor(edge: number, described: EdgePeer) {
    this.edge = edge;
    this.described = described;
  }

  get number(): number {
    return this.described.peer;
  }

  get participantId(): string {
    return this.described.participantId;
  }

  uplink(track: TrackKind): StreamId {
    return this.described.uplinks[track];
  }

  negotiated(track: TrackKind, codec: VideoCodec | 'opus' | null): void {
    this.#codecs.set(track, codec);
  }

  hasSound(track: 'audio' | 'screen-audio'): boolean {
    return this.#codecs.get(track) === 'opus';
  }

  /** How a camera or screen comes; undefined when it does not. */
  codecOf(kind: 'camera' | 'screen'): VideoCodec | undefined {
    const codec = this.#codecs.get(cameraTracks[kind]);
    return codec === 'H264' || codec === 'VP8' ? codec : undefined;
  }

  /** What its cameras and screens are worth in this picture, by their stream. */
  worths(map: LayoutMap, nowMs: number): [StreamId, UplinkWorth][] {
    return (['camera', 'screen'] as const).flatMap((kind): [StreamId, UplinkWorth][] => {
      if (!this.codecOf(kind)) return [];
      const tile = map.tiles.find((one) => one.participantId === this.participantId && one.kind === kind);
      if (tile) this.#unseenSinceMs.delete(kind);
      else if (!this.#unseenSinceMs.has(kind)) this.#unseenSinceMs.set(kind, nowMs);
      const unseenMs = nowMs - (this.#unseenSinceMs.get(kind) ?? nowMs);
      return [[this.uplink(cameraTracks[kind]), uplinkWorth(kind, tile, unseenMs)]];
    });
  }
}
