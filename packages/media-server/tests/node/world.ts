import { createLogger, createMetrics } from '@cloudmeet/service-kit';
import { createRoomWorld, testInternalSecret } from '@cloudmeet/testing/rooms';
import type { RealtimeNode, RealtimeNodeOptions, RoomWorld } from '@cloudmeet/testing/rooms';
import { createMediaNode } from '../../src/index.ts';
import type { MediaNode, MediaNodeConfig } from '../../src/index.ts';
import { until } from './until.ts';

/** Rooms and media nodes with their real processes, all in this machine. */
export interface MediaWorld extends RoomWorld {
  realtime: RealtimeNode;
  startMediaNode(config?: Partial<MediaNodeConfig>): Promise<MediaNode>;
}

/** Four processes that load werift and FFmpeg on a busy machine. */
const startPatienceMs = 50_000;

export async function createMediaWorld(
  realtimeOptions: Partial<RealtimeNodeOptions> = {},
): Promise<MediaWorld> {
  const world = await createRoomWorld();
  const realtime = await world.startNode(realtimeOptions);
  const nodes: MediaNode[] = [];
  let closing: Promise<void> | undefined;
  const close = async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await world.close();
  };
  return {
    ...world,
    realtime,
    startMediaNode: async (config = {}) => {
      const node = await createMediaNode({
        logger: createLogger({ service: 'media', level: 'silent' }),
        metrics: createMetrics({ service: 'media' }),
        config: {
          ...{ apiUrl: realtime.internalUrl, internalSecret: testInternalSecret, port: 0 },
          ...config,
        },
      });
      nodes.push(node);
      await until('the processes of the media node', () => node.children.isReady, startPatienceMs);
      await until('the API to know of it', async () =>
        (await world.database.mediaNodes.listOpen()).some(({ id }) => id === node.nodeId),
      );
      return node;
    },
    close: () => (closing ??= close()),
  };
}
