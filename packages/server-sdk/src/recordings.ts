import { path } from './call.ts';
import type { CallOptions, CreateOptions } from './call.ts';
import type { AudioCodec, Recording } from './capture-types.ts';
import { pages } from './pages.ts';
import type { Transport } from './transport.ts';
import type { Page, PageOptions } from './types.ts';

export interface RecordingOptions {
  /** Sound alone. Default false. */
  audioOnly?: boolean;
  /**
   * Sound of the file. Default `aac`, which plays everywhere. `opus` is the sound of the meeting as it is, for half of the
   * work; QuickTime and many editors are silent then.
   */
  audioCodec?: AudioCodec;
  /** Layout that the room takes on: one picture serves the people and the recording. */
  layout?: 'grid' | 'speaker' | 'presentation';
}

export interface ListRecordings extends PageOptions {
  roomId?: string;
  sessionId?: string;
  status?: Recording['status'];
}

export interface Download {
  /** Opens without a credential, ranges included, until it expires. */
  url: string;
  /** The same for its receipt, a JSON file: who made it and who was in it, what it lacks, its checksum. */
  receiptUrl: string | null;
  expiresAt: string;
}

/** Recordings of your tenant. Every method rejects with CloudMeetError. */
export class Recordings {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Records the live session of a room. It goes on by itself: wait for the webhook `recording.ready`. */
  async start(
    roomId: string,
    recording: RecordingOptions = {},
    options: CreateOptions = {},
  ): Promise<Recording> {
    const where = path`/v1/rooms/${roomId}/recordings`;
    const call = { method: 'POST', path: where, body: recording, ...options } as const;
    return (await this.#transport.send(call)).body as Recording;
  }

  /** Newest first, page by page as they are read. */
  list({ signal, ...options }: ListRecordings & CallOptions = {}): AsyncGenerator<
    Recording,
    void,
    undefined
  > {
    return pages(async (cursor) => {
      const query = { ...options, ...cursor };
      const call = { method: 'GET', path: '/v1/recordings', query, signal } as const;
      return (await this.#transport.send(call)).body as Page<Recording>;
    });
  }

  async get(recordingId: string, { signal }: CallOptions = {}): Promise<Recording> {
    const call = { method: 'GET', path: path`/v1/recordings/${recordingId}`, signal } as const;
    return (await this.#transport.send(call)).body as Recording;
  }

  /** Stopping what is stopping or over changes nothing. */
  async stop(recordingId: string, options: CreateOptions = {}): Promise<Recording> {
    const call = { method: 'POST', path: path`/v1/recordings/${recordingId}/stop`, ...options } as const;
    return (await this.#transport.send(call)).body as Recording;
  }

  /** Links to the file and its receipt, good for 60 to 604,800 seconds, an hour by default. */
  async download(
    recordingId: string,
    { signal, ...query }: CallOptions & { expiresInSeconds?: number } = {},
  ): Promise<Download> {
    const call = {
      method: 'GET',
      path: path`/v1/recordings/${recordingId}/download`,
      query,
      signal,
    } as const;
    return (await this.#transport.send(call)).body as Download;
  }

  /** Deletes one that is over, with its file. */
  async delete(recordingId: string, { signal }: CallOptions = {}): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: path`/v1/recordings/${recordingId}`, signal });
  }
}
