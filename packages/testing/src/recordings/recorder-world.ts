import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { captureControlSchemas, newId, recorderReportSchema } from '@cloudmeet/contracts';
import type { CaptureProgress, FinalizeWork, RecorderReport, StartService } from '@cloudmeet/contracts';
import { startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import { workOf } from './work-of.ts';

const program = fileURLToPath(new URL('recorder-child.ts', import.meta.url));

/** A recorder as a process, and an API that only notes what recorders tell it. */
export class RecorderWorld {
  readonly dir: string;
  readonly internalSecret: string;
  readonly reports: RecorderReport[] = [];
  readonly told: CaptureProgress[] = [];
  /** While it is away nothing is noted. */
  isAway = false;
  /** What its answers name as not wanted any more. */
  readonly unwanted = new Set<string>();
  readonly #http: HttpServer;
  #child: ChildProcess | undefined;
  url = '';

  private constructor(dir: string, internalSecret: string, http: HttpServer) {
    this.dir = dir;
    this.internalSecret = internalSecret;
    this.#http = http;
  }

  static async create(internalSecret: string): Promise<RecorderWorld> {
    const app = express();
    const http = await startHttpServer({ name: 'an API', handler: app, port: 0, drainMs: 0 });
    const world = new RecorderWorld(
      await mkdtemp(join(tmpdir(), 'cloudmeet-recorder-')),
      internalSecret,
      http,
    );
    app.use(express.json(), (_request, response, next) => {
      if (world.isAway) response.sendStatus(503);
      else next();
    });
    app.post('/internal/recorders', (request, response) => {
      world.reports.push(recorderReportSchema.parse(request.body));
      response.json({ unwanted: [...world.unwanted] });
    });
    app.post('/internal/captures/progress', (request, response) => {
      const progress = captureControlSchemas.progress.parse(request.body);
      world.told.push(progress);
      response.json({ wanted: !world.unwanted.has(progress.captureId) });
    });
    return world;
  }

  get apiUrl(): string {
    return this.#http.url;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts it on the folder of the one before. */
  async start(mediaUrl: string, seats = 1): Promise<void> {
    const { dir, apiUrl, internalSecret } = this;
    const config = { dir, apiUrl, internalSecret, mediaUrl, port: 0, seats, reserveBytes: 1024 * 1024 };
    this.#child = fork(program, [JSON.stringify(config)], { execArgv: [] });
    const [url]: unknown[] = await once(this.#child, 'message');
    this.url = String(url);
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Calls Jibri's API at a seat; resolves with the status. */
  async jibri(call: 'startService' | 'stopService', body: unknown = {}, seat = 0): Promise<number> {
    const response = await fetch(`${this.url}/seats/${String(seat)}/jibri/api/v1.0/${call}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.internalSecret}` },
      body: JSON.stringify(body),
    });
    await response.body?.cancel();
    return response.status;
  }

  /** An order to record a session. */
  order(sessionId: string, change: Partial<NonNullable<StartService['cloudmeet']>> = {}): StartService {
    return {
      sessionId: newId('recording'),
      callParams: { callUrlInfo: { baseUrl: 'http://127.0.0.1:9', callName: 'a-room' } },
      sinkType: 'FILE',
      cloudmeet: {
        ...{ tenantId: newId('tenant'), roomId: newId('room'), sessionId, part: 1 },
        ...{ audioOnly: false, audioCodec: 'aac', hls: false, targets: [] },
        ...change,
      },
    };
  }

  /** What was said of a capture, each segment once as a repeated one changes nothing. */
  events<Kind extends CaptureProgress['event']['e']>(kind: Kind, captureId?: string) {
    return this.told.flatMap(({ captureId: of, event }) =>
      event.e === kind && (captureId === undefined || of === captureId)
        ? [event as Extract<CaptureProgress['event'], { e: Kind }>]
        : [],
    );
  }

  /** What the API would have joined. */
  work(captureId: string, audioOnly = false): FinalizeWork {
    const mine = this.told.filter((one) => one.captureId === captureId);
    const parts = [...new Set(mine.map(({ part }) => part))].map((part) => {
      const segments = new Map<number, FinalizeWork['parts'][number]['segments'][number]>();
      for (const { part: of, event } of mine) {
        if (of !== part || event.e !== 'segment') continue;
        const { initKey: init, e: _kind, ...segment } = event;
        segments.set(segment.number, { ...segment, init });
      }
      return { part, audioOnly, segments: [...segments.values()] };
    });
    return workOf(parts, { captureId });
  }

  async close(): Promise<void> {
    await this.kill();
    await this.#http.close();
    await rm(this.dir, { recursive: true, force: true });
  }
}
