import { createHash } from 'node:crypto';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { segmentManifestName, toMediaNodeSchema, toMediaOutputSchema } from '@cloudmeet/contracts';
import type { FromMediaOutput, OutputSegment, OutputWish, ToMediaOutput } from '@cloudmeet/contracts';
import { startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer } from '@cloudmeet/service-kit';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';

/** A media node that makes outputs when the test says so: files in the folder, and a word to whoever listens. */
export class FakeMedia {
  readonly wishes = new Map<string, OutputWish>();
  readonly heard: ToMediaOutput[] = [];
  /** While it is silent it tells nobody of segments; they are in the folder all the same. */
  isSilent = false;
  readonly #http: HttpServer;
  readonly #server: WebSocketServer;
  readonly #sockets = new Set<WebSocket>();
  #number = 0;

  private constructor(http: HttpServer) {
    this.#http = http;
    this.#server = new WebSocketServer({ server: http.server });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('message', (data: Buffer) => this.#hear(socket, data));
    });
  }

  static async start(): Promise<FakeMedia> {
    return new FakeMedia(
      await startHttpServer({ name: 'media', handler: () => undefined, port: 0, drainMs: 0 }),
    );
  }

  get url(): string {
    return `${this.#http.url.replace('http', 'ws')}/control`;
  }

  /** The only wish there is. */
  get wish(): OutputWish {
    const [wish] = this.wishes.values();
    if (!wish) throw new Error('Nothing is wished.');
    return wish;
  }

  begin(): void {
    this.say({ t: 'output.begun', outputId: this.wish.outputId, at: Date.now(), hlsUrl: null });
  }

  /** Closes one more segment. */
  async segment(): Promise<OutputSegment> {
    const { folder, outputId } = this.wish;
    this.#number += 1;
    const content = Buffer.from(`segment ${String(this.#number)}`);
    const file = `segment-${String(this.#number).padStart(6, '0')}.m4s`;
    const segment = {
      ...{ number: this.#number, file, init: 'init-1.mp4', startedAt: Date.now(), durationMs: 3000 },
      ...{ bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
    };
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'init-1.mp4'), 'beginning');
    await writeFile(join(folder, file), content);
    await appendFile(join(folder, segmentManifestName), `${JSON.stringify(segment)}\n`);
    if (!this.isSilent) this.say({ t: 'output.segment', outputId, ...segment });
    return segment;
  }

  say(message: FromMediaOutput): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(message));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#server.close();
    await this.#http.close();
  }

  #hear(socket: WebSocket, data: Buffer): void {
    const parsed: unknown = JSON.parse(data.toString('utf8'));
    const ping = toMediaNodeSchema.safeParse(parsed).data;
    if (ping?.t === 'ping') {
      const load = { cores: 0, mixers: 0, participants: 0 };
      socket.send(JSON.stringify({ t: 'pong', n: ping.n, load, draining: false }));
      return;
    }
    const message = toMediaOutputSchema.parse(parsed);
    this.heard.push(message);
    if (message.t === 'outputs.hello')
      socket.send(JSON.stringify({ t: 'outputs.welcome', nodeId: 'media_test' }));
    else if (message.t === 'output.open') this.wishes.set(message.outputId, message);
    else if (this.wishes.delete(message.outputId))
      this.say({ t: 'output.ended', outputId: message.outputId });
  }
}
