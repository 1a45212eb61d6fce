import { availableParallelism } from 'node:os';
import { randomText } from '@cloudmeet/contracts';
import type { MediaNodeReport } from '@cloudmeet/contracts';
import { isBearer, startHttpServer } from '@cloudmeet/service-kit';
import type { Closable, Logger, Metrics } from '@cloudmeet/service-kit';
import express from 'express';
import type { Express } from 'express';
import type { EdgeOptionsInput } from '../edge/edge-options.ts';
import type { EgressOptionsInput } from '../egress/egress-options.ts';
import { startChildProcesses } from './child-handle.ts';
import type { ChildStarter, StartChild } from './child-handle.ts';
import { Children } from './children.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { controlPath, ControlServer } from './control-server.ts';
import { LoadMeter } from './load-meter.ts';
import { MixRooms } from './mix-rooms.ts';
import { createNodeMetrics } from './node-metrics.ts';
import { Outputs } from './outputs.ts';
import { Registration } from './registration.ts';
import { reportOfRoom } from './room-view.ts';

export interface MediaNodeConfig {
  /** Address of the API, without a slash at the end. */
  apiUrl: string;
  /** What nodes and API know each other by. */
  internalSecret: string;
  /** Where the control server listens; 0 takes a free port. */
  port: number;
  /** Address to listen on, and under which realtime nodes reach it. Default 127.0.0.1. */
  host?: string | undefined;
  /** Default `local`. */
  region?: string | undefined;
  /** Edge processes. Default 2: one can die without everybody connecting again. */
  edges?: number | undefined;
  /** Where the edges listen for clients. Default: free ports of 127.0.0.1. */
  edge?: EdgeOptionsInput | undefined;
  /** Where its streams listen for viewers. Default: it has no streams by HLS. */
  hls?: EgressOptionsInput['hls'];
  /** True where streams may be sent to private and loopback addresses. Default false. */
  privateTargets?: boolean | undefined;
  /** Cores that it may use. Default: all. */
  cores?: number | undefined;
  /** People who may be connected. Default 100 a core. */
  participantsMax?: number | undefined;
  /** Places of a picture at most, 1 to 64; where not everybody fits, the last stays free to say so. Default 25. */
  tilesMax?: number | undefined;
  /** How long it waits on closing for its rooms to move elsewhere. Default 0. */
  drainMs?: number | undefined;
}

export interface MediaNodeOptions {
  config: MediaNodeConfig;
  logger: Logger;
  metrics: Metrics;
  clock?: Clock;
  start?: StartChild;
}

/** A media node: a supervisor in this process, and the processes that carry the media. */
export interface MediaNode extends Closable {
  nodeId: string;
  controlUrl: string;
  /** `http://…`, where `/metrics` and `/rooms/{mixerId}` are. */
  url: string;
  children: Children;
  rooms: MixRooms;
  outputs: Outputs;
  /** Tells everybody to place rooms elsewhere, waits for them to go, then ends its processes. Idempotent. */
  close(): Promise<void>;
}

const mixersPerCore = 500;

function pages({ config, metrics }: MediaNodeOptions, rooms: MixRooms, children: Children): Express {
  const app = express().disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', (_request, response) => {
    response.status(children.isReady ? 200 : 503).json({ status: children.isReady ? 'ok' : 'starting' });
  });
  app.get('/metrics', metrics.handler);
  app.get('/rooms/:mixerId', (request, response) => {
    if (!isBearer(request.headers.authorization, config.internalSecret)) return void response.sendStatus(401);
    const room = rooms.find(request.params.mixerId);
    if (!room) return void response.sendStatus(404);
    response.json(reportOfRoom(room, children));
  });
  return app;
}

interface Wiring {
  rooms: MixRooms;
  outputs: Outputs;
}

function startChildren(
  { config, logger, start, clock = systemClock }: MediaNodeOptions,
  edges: number,
  { rooms, outputs }: Wiring,
) {
  const { edge = {}, hls, privateTargets } = config;
  const starter: ChildStarter = start
    ? { start, close: () => undefined }
    : startChildProcesses(edge, { hls, privateTargets }, clock);
  return new Children({
    ...{ starter, clock, edges },
    fromAudio: (message) => rooms.fromAudio(message),
    fromVideo: (message) => rooms.fromVideo(message),
    fromEdge: (edge, message) => rooms.fromEdge(edge, message),
    fromEgress: (kind, message) => {
      if (message.t === 'keyframe.wanted') rooms.keyframeWanted(message.stream);
      else if ('output' in message) outputs.fromEgress(kind, message);
    },
    ready: (kind, index) => {
      if (kind === 'recordings' || kind === 'streams') outputs.ready();
      else rooms.ready(kind, index);
    },
    lost: (kind, index, why) => {
      logger.warn({ kind, index, why }, 'A media process is replaced');
      if (kind === 'edge') rooms.edgeLost(index);
      if (kind === 'recordings') outputs.lost('recording');
      if (kind === 'streams') outputs.lost('stream');
    },
  });
}

/** Rooms, outputs and processes of a node, which know each other. */
function wire(options: MediaNodeOptions, nodeId: string, mixersMax: number, participantsMax: number) {
  const { config, clock = systemClock } = options;
  let output = 0;
  const outputs: Outputs = new Outputs({
    ...{ nodeId, clock, newOutput: () => (output += 1) },
    roomOf: (sessionId) => rooms.ofSession(sessionId),
    portOf: (kind) => children.outputPort(kind),
    toEgress: (kind, message) => children.toEgress(kind, message),
    changed: (room) => room.sync(),
  });
  const rooms: MixRooms = new MixRooms({
    ...{ clock, participantsMax, mixersMax, tilesMax: config.tilesMax },
    children: () => children,
    tapOf: (room) => outputs.tapOf(room),
  });
  const children: Children = startChildren(options, config.edges ?? 2, { rooms, outputs });
  return { rooms, outputs, children };
}

/** Resolves when nobody is mixed here any more, or after `timeoutMs`. */
async function untilEmpty(rooms: MixRooms, clock: Clock, timeoutMs: number): Promise<void> {
  const deadlineMs = clock.nowMs() + timeoutMs;
  while (rooms.count > 0 && clock.nowMs() < deadlineMs)
    await new Promise<void>((resolve) => void clock.after(100, resolve));
}

/** Starts a media node. It takes rooms as soon as its processes listen and the API has heard of it. */
export async function createMediaNode(options: MediaNodeOptions): Promise<MediaNode> {
  const { config, logger, metrics, clock = systemClock } = options;
  const { apiUrl, internalSecret, host = '127.0.0.1', region = 'local', drainMs = 0 } = config;
  const cores = config.cores ?? availableParallelism();
  const participantsMax = config.participantsMax ?? Math.round(cores * 100);
  const nodeId = `media_${randomText(24)}`;
  const mixersMax = Math.max(1, Math.round(cores * mixersPerCore));
  const { rooms, outputs, children } = wire(options, nodeId, mixersMax, participantsMax);
  createNodeMetrics(metrics, rooms, children);
  const meter = new LoadMeter(clock, children, rooms);
  const handler = pages(options, rooms, children);
  const http = await startHttpServer({
    name: 'the media node',
    handler,
    host,
    port: config.port,
    drainMs: 500,
  });
  const control = new ControlServer({
    ...{ server: http.server, internalSecret, rooms, outputs, logger, load: () => meter.read() },
  });
  const controlUrl = `ws://${host}:${String(http.port)}${controlPath}`;
  const report = (): MediaNodeReport => ({
    ...{ nodeId, region, controlUrl, capacity: { cores, participants: participantsMax } },
    ...{ load: meter.read(), draining: rooms.isDraining || !children.isReady },
  });
  const registration = new Registration({ apiUrl, internalSecret, clock, report, logger });
  const close = async () => {
    rooms.drain();
    registration.close();
    await registration.tell();
    await untilEmpty(rooms, clock, drainMs);
    outputs.close();
    rooms.close();
    control.close();
    children.close();
    await http.close();
  };
  let closing: Promise<void> | undefined;
  return {
    ...{ nodeId, controlUrl, url: http.url, children, rooms, outputs },
    close: () => (closing ??= close()),
  };
}
