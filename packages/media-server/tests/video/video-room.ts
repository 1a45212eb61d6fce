import type { LayoutMap, Tile } from '@cloudmeet/contracts';
import type { PictureLayer, VideoCodec } from '../../src/children/messages.ts';
import { openLayerViewer, type LayerViewer } from './layer-viewer.ts';
import {
  createSyntheticSource,
  type SyntheticSource,
  type SyntheticSourceOptions,
} from './synthetic-source.ts';
import { forkVideo, type VideoChild } from './video-child.ts';

const room = 7;

const layer = (stream: number, codec: VideoCodec, height: number, framesPerSecond: number): PictureLayer => ({
  stream,
  codec,
  width: (height * 16) / 9,
  height,
  framesPerSecond,
  bitsPerSecond: height * 2000,
});

export const layers = {
  full: layer(1, 'H264', 720, 24),
  half: layer(2, 'H264', 360, 24),
  quarter: layer(3, 'H264', 180, 15),
  halfVp8: layer(4, 'VP8', 360, 24),
} as const;

export interface SourceOptions extends Partial<SyntheticSourceOptions> {
  kind?: Tile['kind'];
  /** It gives no keyframe when it is asked for one. */
  deaf?: boolean;
}

/** A room of the real video process, with people who send and places where its layers arrive. */
export interface VideoRoomUnderTest {
  child: VideoChild;
  room: number;
  addSource(person: number, options?: SourceOptions): SyntheticSource;
  removeSource(source: SyntheticSource): void;
  layOut(tiles: Tile[]): void;
  view(layer: PictureLayer): Promise<LayerViewer>;
  /** Nobody receives this layer any more. */
  leave(layer: PictureLayer): void;
  askKeyframe(layer: PictureLayer): void;
  metric(name: string): number;
  close(): Promise<void>;
}

export async function openVideoRoom(): Promise<VideoRoomUnderTest> {
  const listening = new Map<number, SyntheticSource>();
  const child = await forkVideo((message) => {
    if (message.t === 'keyframe.wanted') listening.get(message.uplink)?.keyframe();
  });
  const closables: { close(): Promise<void> | void }[] = [];
  let number = 0;
  child.send({ t: 'room.open', room, layers: Object.values(layers) });
  return {
    child,
    room,
    addSource: (person, { kind = 'camera', deaf = false, ...options } = {}) => {
      const uplink = options.uplink ?? 100 + person;
      const source = createSyntheticSource({
        ...{ codec: 'H264', width: 640, height: 360, u: 60 + 20 * person, v: 200 - 20 * person },
        ...options,
        uplink,
        port: child.port,
      });
      closables.push(source);
      if (!deaf) listening.set(uplink, source);
      const { codec } = source.options;
      child.send({ t: 'source', room, participantId: `par_${person}`, kind, uplink, codec });
      return source;
    },
    removeSource: (source) => {
      child.send({ t: 'source.gone', room, uplink: source.options.uplink });
      source.pause();
    },
    layOut: (tiles) => {
      number += 1;
      const map: LayoutMap = { number, tiles, unseen: 0 };
      child.send({ t: 'layout', room, map });
    },
    view: async ({ stream, codec }) => {
      const viewer = await openLayerViewer(stream, codec);
      closables.push(viewer);
      child.send({ t: 'layer.edges', room, stream, ports: [viewer.port] });
      return viewer;
    },
    leave: ({ stream }) => child.send({ t: 'layer.edges', room, stream, ports: [] }),
    askKeyframe: ({ stream }) => child.send({ t: 'keyframe', room, stream }),
    metric: (name) => child.last('metrics')?.values[name] ?? Number.NaN,
    close: async () => {
      await child.close();
      for (const one of closables) await one.close();
    },
  };
}

/** A tile of a person's camera. */
export function cameraTile(person: number, x: number, y: number, width: number, height: number): Tile {
  return { participantId: `par_${person}`, kind: 'camera', x, y, width, height, hasVideo: true };
}

/** Four cameras beside and below each other. */
export const gridOfFour = [0, 1, 2, 3].map((person) =>
  cameraTile(person, 8 + (person % 2) * 636, 4 + Math.floor(person / 2) * 360, 628, 352),
);
