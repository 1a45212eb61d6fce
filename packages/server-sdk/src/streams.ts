import { path } from './call.ts';
import type { CallOptions, CreateOptions } from './call.ts';
import type { Stream } from './capture-types.ts';
import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { Page, PageOptions } from './types.ts';

export interface StreamOptions {
  /** Servers to send it to, with their keys, five at most. Never shown again. */
  rtmpUrls?: string[];
  /** Play it in browsers. Default true when no `rtmpUrls` are named. */
  hls?: boolean;
}

export interface ListStreams extends PageOptions {
  roomId?: string;
  sessionId?: string;
  status?: Stream['status'];
}

/** Streams of your tenant. Every method rejects with CloudMeetError. */
export class Streams {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Streams the live session of a room, over HLS, to RTMP servers, or both. */
  async start(roomId: string, stream: StreamOptions = {}, options: CreateOptions = {}): Promise<Stream> {
    const where = path`/v1/rooms/${roomId}/streams`;
    const call = { method: 'POST', path: where, body: stream, ...options } as const;
    return (await this.#transport.send(call)).body as Stream;
  }

  /** Newest first, page by page as they are read. */
  list({ signal, ...options }: ListStreams & CallOptions = {}): AsyncGenerator<Stream, void, undefined> {
    return pages(async (cursor) => {
      const query = { ...options, ...cursor };
      const call = { method: 'GET', path: '/v1/streams', query, signal } as const;
      return (await this.#transport.send(call)).body as Page<Stream>;
    });
  }

  async get(streamId: string, { signal }: CallOptions = {}): Promise<Stream> {
    const call = { method: 'GET', path: path`/v1/streams/${streamId}`, signal } as const;
    return (await this.#transport.send(call)).body as Stream;
  }

  /** Stopping what is stopping or over changes nothing. */
  async stop(streamId: string, options: CreateOptions = {}): Promise<Stream> {
    const call = { method: 'POST', path: path`/v1/streams/${streamId}/stop`, ...options } as const;
    return (await this.#transport.send(call)).body as Stream;
  }
}
