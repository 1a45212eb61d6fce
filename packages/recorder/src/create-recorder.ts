import { captureProgressReplySchema } from '@cloudmeet/contracts';
import type { RecorderReport } from '@cloudmeet/contracts';
import { createInternalClient } from '@cloudmeet/platform';
import type { Objects } from '@cloudmeet/platform';
import type { InternalClient } from '@cloudmeet/platform/lambda';
import { createStreamTargetBox, errorEdge, Secret, startHttpServer } from '@cloudmeet/service-kit';
import type { Closable, HttpServer, Logger } from '@cloudmeet/service-kit';
import express from 'express';
import { Registration } from './api/registration.ts';
import { openCaptureFolders } from './capture/capture-record.ts';
import type { CaptureFolders } from './capture/capture-record.ts';
import { createSegmentStore } from './capture/segment-store.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { freeBytesOf } from './disk-space.ts';
import { jibriRouter } from './jibri/jibri-router.ts';
import { MediaLink } from './media/media-link.ts';
import { recorderIdOf } from './recorder-id.ts';
import { Seats } from './seats.ts';

export interface RecorderConfig {
  /** Folder of its own, on the machine of the media node. */
  dir: string;
  /** Address of the API, without a slash at the end. */
  apiUrl: string;
  /** What services know each other by. */
  internalSecret: string;
  /** Control WebSocket of the media node of this machine, `ws://…/control`. */
  mediaUrl: string;
  /** Secret of that WebSocket. Default: as the other. */
  mediaSecret?: string | undefined;
  /** Where Jibri's API listens; 0 takes a free port. */
  port: number;
  /** Default 127.0.0.1. */
  host?: string | undefined;
  /** Captures at once. Default 4. */
  seats?: number | undefined;
  /** An upload that takes longer is begun anew. Default 30,000. */
  uploadTimeoutMs?: number | undefined;
  /** Nothing is begun with less free disk, and with half of it what runs is ended. Default 512 MiB. */
  reserveBytes?: number | undefined;
}

export interface RecorderOptions {
  config: RecorderConfig;
  objects: Objects;
  logger: Logger;
  clock?: Clock;
  /** Free bytes of the disk. Default: asks the system. */
  freeBytes?: (dir: string) => Promise<number>;
}

/** Records and streams rooms that are mixed on this machine, behind Jibri's HTTP API. */
export interface Recorder extends Closable {
  recorderId: string;
  /** `http://…`; seats are at `/seats/{n}`. */
  url: string;
  seats: Seats;
  /** Leaves everything as it is for the next process, which goes on with it. Idempotent. */
  close(): Promise<void>;
}

const mebibyte = 1024 * 1024;

/** Watches the disk: refuses before it is full, and ends what runs while there is room for its last segments. */
function watchDisk({ config, freeBytes = freeBytesOf }: RecorderOptions) {
  const reserveBytes = config.reserveBytes ?? 512 * mebibyte;
  const disk = { freeBytes: Infinity };
  return {
    measure: async () => (disk.freeBytes = await freeBytes(config.dir)),
    isLow: () => disk.freeBytes < reserveBytes,
    isFull: () => disk.freeBytes < reserveBytes / 2,
  };
}

function serveSeats(
  { config, logger }: RecorderOptions,
  seats: Seats,
  ailments: () => Readonly<Record<string, string>>,
): Promise<HttpServer> {
  const { internalSecret, port, host = '127.0.0.1' } = config;
  const app = express().disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.use(jibriRouter({ seats, internalSecret, ailments }), errorEdge({ logger }));
  return startHttpServer({ name: 'the recorder', handler: app, host, port, drainMs: 500 });
}

type Disk = ReturnType<typeof watchDisk>;

interface Surroundings {
  disk: Disk;
  api: InternalClient;
  folders: CaptureFolders;
  link: () => MediaLink;
  url: () => string;
}

function openSeats(options: RecorderOptions, { disk, api, folders, link, url }: Surroundings): Seats {
  const { config, objects, logger, clock = systemClock } = options;
  return new Seats({
    ...{ count: config.seats ?? 4, folders },
    refusal: () => {
      if (disk.isLow()) return 'disk-full';
      return link().isThere ? undefined : 'media-unavailable';
    },
    urlOf: (seat) => `${url()}/seats/${String(seat)}`,
    targetBox: createStreamTargetBox(new Secret(config.internalSecret)),
    ports: {
      ...{
        clock,
        logger,
        store: createSegmentStore({ objects, clock, uploadTimeoutMs: config.uploadTimeoutMs }),
      },
      report: async ({ tenantId, captureId, part }, event) =>
        captureProgressReplySchema.parse(
          await api.post('captures/progress', { tenantId, captureId, part, event }),
        ).wanted,
      tellMedia: (capture) => link().send(capture.wish ?? { t: 'output.close', outputId: capture.outputId }),
    },
  });
}

/** Starts a recorder: takes up what is left in its folder, then takes orders. */
export async function createRecorder(options: RecorderOptions): Promise<Recorder> {
  const { config, logger, clock = systemClock } = options;
  const { dir, apiUrl, internalSecret, mediaUrl } = config;
  const recorderId = await recorderIdOf(dir);
  const disk = watchDisk(options);
  await disk.measure();
  const api = createInternalClient({ apiUrl, internalSecret, repeats: 0 });
  const folders = openCaptureFolders(dir);
  const seats: Seats = openSeats(options, { disk, api, folders, link: () => link, url: () => http.url });
  let tell: () => void = () => undefined;
  const link = new MediaLink({
    ...{ controlUrl: mediaUrl, internalSecret: config.mediaSecret ?? internalSecret, clock, logger },
    connected: () => {
      for (const capture of seats.captures) void capture.reconnected();
      tell();
    },
    hear: (message) => seats.ofOutput(message.outputId)?.hear(message),
  });
  await seats.recover(
    await folders.load((folder, err) => logger.error({ err, folder }, 'A capture cannot be read any more')),
  );
  const http = await serveSeats(options, seats, () => ({
    ...(disk.isLow() ? { disk: 'disk-full' } : {}),
    ...(link.isThere ? {} : { media: 'media-unavailable' }),
  }));
  const report = async (): Promise<RecorderReport | undefined> => {
    const diskFreeBytes = await disk.measure();
    if (disk.isFull()) await Promise.all(seats.captures.map((capture) => capture.end('disk-full')));
    const { nodeId } = link;
    if (nodeId === undefined || !link.isThere) return undefined;
    return { recorderId, nodeId, draining: disk.isLow(), seats: seats.describe(), diskFreeBytes };
  };
  const registration = new Registration({
    ...{ api, clock, logger, report },
    unwanted: (captureId) => seats.endUnwanted(captureId),
  });
  tell = () => void registration.tell();
  const close = async () => {
    registration.close();
    link.close();
    await http.close();
    await seats.close();
  };
  let closing: Promise<void> | undefined;
  return { recorderId, url: http.url, seats, close: () => (closing ??= close()) };
}
