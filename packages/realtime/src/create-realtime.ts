import type { Server } from 'node:http';
import { limits, randomText } from '@cloudmeet/contracts';
import type { RandomFill } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { createStreamTargetBox } from '@cloudmeet/service-kit';
import type { Closable, Logger, Metrics, Secret } from '@cloudmeet/service-kit';
import type { Router } from 'express';
import type { IceSettings } from './admission/ice-servers.ts';
import { createRecogniser } from './admission/recognise.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { roomControlRouter } from './control/room-control-router.ts';
import { drainRooms } from './drain-rooms.ts';
import { Gateway, socketPath } from './gateway/gateway.ts';
import type { GatewayLimits, GatewayOptions } from './gateway/gateway.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { createRealtimeMetrics } from './metrics.ts';
import { OpenRooms } from './open-rooms.ts';
import { createMediaLadder } from './ladder/media-ladder.ts';
import { DatabaseMediaPlane } from './media/database-media-plane.ts';
import type { RoomEnvironment, RoomObserver } from './room/room-parts.ts';
import { DatabaseRoomStore } from './store/database-room-store.ts';

export interface RealtimeConfig {
  /** Public address of the API: the issuer of its tokens. */
  issuer: string;
  /** Origins of the room page. */
  roomOrigins: readonly string[];
  /** Where clients reach this node's socket: `ws:` or `wss:`, path `/rt` included. */
  socketUrl: string;
  /** Where the API reaches this node: of this node alone, and the same when it is started again in its place. */
  internalUrl: string;
  internalSecret: string;
  /** Master secret of the deployment: seals where streams are sent. */
  secret: Secret;
  ice: IceSettings;
  /** Where this node is: its rooms are mixed in the same region when they can be. Default `local`. */
  region?: string;
  limits?: GatewayLimits;
  addressOf?: GatewayOptions['addressOf'];
  /** A node that does not renew for this long may be replaced. Default 10,000. */
  leaseTtlMs?: number;
  /** Default `limits.resumeGraceMs`. */
  resumeGraceMs?: number;
  /** Default `limits.emptySessionMs`. */
  emptySessionMs?: number;
  /** Farewells of a draining node are spread over this at most. Default 2,000. */
  drainSpreadMs?: number;
  /** An idle room is given up after this. Default: `resumeGraceMs`. */
  idleRoomMs?: number;
}

export interface RealtimeOptions {
  database: Database;
  /** The server of the API: the socket is at `/rt` of it. */
  httpServer: Server;
  config: RealtimeConfig;
  logger: Logger;
  metrics: Pick<Metrics, 'registry'>;
  clock?: Clock;
  random?: RandomFill;
}

/** The room socket of this process. */
export interface Realtime extends Closable {
  /** `POST /internal/rooms/{roomId}/{action}` for the API. Mount it at the root. */
  router: Router;
  /** Drains: ends what is under way, gives the rooms up, tells everybody to connect again. Idempotent. */
  close(): Promise<void>;
}

function observe(
  logger: Logger,
  measures: Omit<RoomObserver, 'stalled' | 'refused' | 'unmixed'>,
): RoomObserver {
  return {
    ...measures,
    stalled: (roomId, err) => logger.warn({ err, roomId }, 'The room cannot be written now; trying again'),
    refused: (roomId, err) => logger.error({ err, roomId }, 'An operation could not be written'),
    unmixed: (roomId, err) => logger.error({ err, roomId }, 'No media node could be asked to mix a room'),
  };
}

/** Starts a node: it takes the rooms that people come for, and those whose node died. */
export function createRealtime(options: RealtimeOptions): Realtime {
  const { database, httpServer, config, logger, metrics, clock = systemClock, random } = options;
  const { issuer, roomOrigins, socketUrl, internalUrl, internalSecret, leaseTtlMs = 10_000 } = config;
  const failed = (err: unknown) => logger.error({ err }, 'Something failed in the background');
  const node = { id: `node_${randomText(24, random)}`, internalUrl, socketUrl };
  const targets = createStreamTargetBox(config.secret);
  const store = new DatabaseRoomStore({ database, node, leaseTtlMs, targets });
  const measures = createRealtimeMetrics(metrics, {
    sockets: () => gateway.connectionCount,
    rooms: () => rooms.count,
  });
  const plane = new DatabaseMediaPlane({
    ...{ mediaNodes: database.mediaNodes, internalSecret, clock, failed },
    region: config.region ?? 'local',
    random: Math.random,
  });
  const environment: RoomEnvironment = {
    ...{
      clock,
      random,
      plane,
      ladder: createMediaLadder(() => plane.isOpen),
      ice: config.ice,
      observer: observe(logger, measures),
    },
    resumeGraceMs: config.resumeGraceMs ?? limits.resumeGraceMs,
    emptySessionMs: config.emptySessionMs ?? limits.emptySessionMs,
  };
  const rooms = new OpenRooms({
    ...{ store, environment, failed, idleRoomMs: config.idleRoomMs },
    roomLost: (roomId, cause) => logger.warn({ roomId, cause }, 'A room is not written here any more'),
  });
  const gateway = new Gateway({
    ...{ httpServer, roomOrigins, rooms, clock, failed, addressOf: config.addressOf },
    ...(config.limits ? { limits: config.limits } : {}),
    recognise: createRecogniser({ database, issuer, clock, random }),
  });
  const keeper = new LeaseKeeper({ store, rooms, clock, leaseTtlMs, failed });
  keeper.start();
  let closing: Promise<void> | undefined;
  return {
    router: roomControlRouter({ rooms, store, internalSecret, logger }),
    close: () =>
      (closing ??= drainRooms({
        ...{ rooms, gateway, keeper, clock, spreadMs: config.drainSpreadMs ?? 2000 },
      }).finally(() => plane.close())),
  };
}

export { socketPath };
