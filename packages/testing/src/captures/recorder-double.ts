import {
  captureProgressReplySchema,
  newId,
  recorderReplySchema,
  startServiceSchema,
} from '@cloudmeet/contracts';
import type { AudioCodec, CaptureProgressEvent, StartService } from '@cloudmeet/contracts';
import type { InternalClient } from '@cloudmeet/platform/lambda';
import { createLogger, errorEdge, startHttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import type { MemoryObjects } from './memory-objects.ts';

/** How its HTTP API answers: as it should, 412, 500, or not at all; `dead` says nothing to the API either. */
export type RecorderMood = 'well' | 'busy' | 'broken' | 'hanging' | 'dead';

interface Part {
  order: NonNullable<StartService['cloudmeet']> & { captureId: string };
  started: boolean;
  segments: number;
  isEnding: boolean;
}

/** A segment whose report was answered: from then on it must not be lost. */
export interface Acknowledged {
  captureId: string;
  part: number;
  number: number;
  key: string;
}

export interface RecorderDoubleOptions {
  api: InternalClient;
  objects: MemoryObjects;
  nodeId: string;
  seats: number;
}

/** The HTTP API of a recorder and what it tells, without any media: segments are names. */
export class RecorderDouble {
  readonly recorderId = `recorder_${newId('event').slice(4)}`;
  readonly acknowledged: Acknowledged[] = [];
  /** Every part that it was ever asked for, in order. */
  readonly orders: string[] = [];
  /** What the sound of each was to be. */
  readonly codecs: AudioCodec[] = [];
  /** The traces that calls to it came with. */
  readonly traces: string[] = [];
  mood: RecorderMood = 'well';
  readonly #options: RecorderDoubleOptions;
  readonly #seats: (Part | null)[];
  /** Parts of before it was killed: closed, and still to be told. */
  readonly #left: Part[] = [];
  #url = '';
  #close: () => Promise<void> = async () => undefined;

  private constructor(options: RecorderDoubleOptions) {
    this.#options = options;
    this.#seats = Array.from({ length: options.seats }, () => null);
  }

  static async start(options: RecorderDoubleOptions): Promise<RecorderDouble> {
    const recorder = new RecorderDouble(options);
    const app = express().use('/seats/:seat/jibri/api/v1.0', express.json(), (request, response) => {
      recorder.traces.push(request.get('traceparent') ?? '');
      if (recorder.mood === 'dead') response.destroy();
      // Whoever waits gives up some time; here that comes soon.
      else if (recorder.mood === 'hanging') setTimeout(() => response.destroy(), 20);
      else if (recorder.mood === 'broken') response.sendStatus(500);
      else if (request.path === '/health') response.json(recorder.#health(Number(request.params.seat)));
      else response.sendStatus(recorder.#ask(Number(request.params.seat), request.path, request.body));
    });
    app.use(errorEdge({ logger: createLogger({ service: 'recorder', level: 'silent' }) }));
    const server = await startHttpServer({ name: 'the recorder', handler: app, port: 0 });
    recorder.#url = server.url;
    recorder.#close = () => server.close();
    return recorder;
  }

  #health(seat: number) {
    const part = this.#seats[seat] ?? null;
    return {
      status: { busyStatus: part ? 'BUSY' : 'IDLE', health: { healthStatus: 'HEALTHY' } },
      cloudmeet: { captureId: part?.order.captureId ?? null, part: part?.order.part ?? null },
    };
  }

  #ask(seat: number, path: string, body: unknown): number {
    const part = this.#seats[seat];
    if (path === '/stopService') {
      if (part) part.isEnding = true;
      return 200;
    }
    if (this.mood === 'busy' || part) return 412;
    const { sessionId: captureId, cloudmeet } = startServiceSchema.parse(body);
    if (!cloudmeet) return 500;
    this.orders.push(`${captureId}/${String(cloudmeet.part)}`);
    this.codecs.push(cloudmeet.audioCodec);
    this.#seats[seat] = { order: { ...cloudmeet, captureId }, started: false, segments: 0, isEnding: false };
    return 200;
  }

  /** Dies with what it has on its disk; `comeBack` tells of that. */
  kill(): void {
    this.mood = 'dead';
    for (const [seat, part] of this.#seats.entries()) {
      if (part) this.#left.push(part);
      this.#seats[seat] = null;
    }
  }

  comeBack(): void {
    this.mood = 'well';
  }

  /** Says that it is there. What is not wanted any more it ends. */
  async report(): Promise<void> {
    if (this.mood === 'dead') return;
    const seats = this.#seats.map((part, seat) => ({
      ...{ seat, url: `${this.#url}/seats/${String(seat)}`, captureId: part?.order.captureId ?? null },
    }));
    const { recorderId } = this;
    const body = { recorderId, nodeId: this.#options.nodeId, draining: false, seats, diskFreeBytes: 1e12 };
    const { unwanted } = recorderReplySchema.parse(await this.#options.api.post('recorders', body));
    for (const part of this.#seats) if (part && unwanted.includes(part.order.captureId)) part.isEnding = true;
  }

  /** Goes on by a segment wherever it records, and tells what it can. */
  async work(): Promise<void> {
    if (this.mood === 'dead') return;
    for (const part of this.#left.splice(0)) await this.#end(part, 'lost').catch(() => this.#left.push(part));
    for (const [seat, part] of this.#seats.entries()) {
      if (!part) continue;
      try {
        if (await this.#goOn(part)) this.#seats[seat] = null;
      } catch {
        // The API was away: it is told the next time.
      }
    }
  }

  async #goOn(part: Part): Promise<boolean> {
    if (!part.started) {
      const { wanted } = await this.#tell(part, { e: 'started', at: new Date().toISOString() });
      part.started = true;
      part.isEnding ||= !wanted;
    }
    if (part.order.captureId.startsWith('rec_')) await this.#segment(part);
    if (!part.isEnding) return false;
    await this.#end(part, 'stopped');
    return true;
  }

  async #end(part: Part, reason: string): Promise<void> {
    await this.#tell(part, { e: 'ended', reason, lastNumber: part.segments === 0 ? null : part.segments });
  }

  async #segment(part: Part): Promise<void> {
    const number = part.segments + 1;
    const { tenantId, captureId } = part.order;
    const folder = `captures/${tenantId}/${captureId}/${String(part.order.part)}`;
    const [key, initKey] = [`${folder}/segment-${String(number)}.m4s`, `${folder}/init.mp4`];
    this.#options.objects.sizes.set(key, 1000).set(initKey, 100);
    await this.#tell(part, {
      ...{ e: 'segment', number, key, initKey, startedAt: new Date().toISOString(), durationMs: 6000 },
      ...{ bytes: 1000, sha256: 'a'.repeat(64) },
    });
    part.segments = number;
    this.acknowledged.push({ captureId, part: part.order.part, number, key });
  }

  async #tell({ order: { tenantId, captureId, part } }: Part, event: CaptureProgressEvent) {
    const told = await this.#options.api.post('captures/progress', { tenantId, captureId, part, event });
    return captureProgressReplySchema.parse(told);
  }

  close(): Promise<void> {
    return this.#close();
  }
}
