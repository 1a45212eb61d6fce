import type { Socket } from 'node:net';
import { failure, headOf, type Answer } from './answer.ts';
import { readHead, type ReadRequest } from './read-request.ts';
import type { SharedAnswers } from './shared-answers.ts';

export interface HttpConnectionOptions {
  socket: Socket;
  shared: SharedAnswers;
  /** One request at a time: the next is read when this one has its answer. `gone`: its connection is no more. */
  onRequest: (request: ReadRequest, reply: (answer: Answer) => void, gone: (run: () => void) => void) => void;
  /** In the form of RFC 9110 §5.6.7. */
  date: () => string;
}

const headBytesMax = 8192;
const nothing = Buffer.alloc(0);
const headEnd = Buffer.from('\r\n\r\n');
/** A request that has begun is whole after this, or its connection is closed. */
const headMsMax = 20_000;
const tooLarge = failure(431, 'The head of the request is too large.');
const malformed = failure(400, 'That is no request for a stream.');

/**
 * One viewer's connection: HTTP/1.1 (RFC 9112) as far as reading needs it. Requests have no bodies; whatever could be read
 * in two ways is refused and the connection closed, so nothing in front of it can be led astray.
 */
export class HttpConnection {
  readonly #options: HttpConnectionOptions;
  #pending: Buffer = nothing;
  #isBusy = false;
  #isReading = false;
  #headTimer: NodeJS.Timeout | null = null;
  #gone: (() => void) | null = null;

  constructor(options: HttpConnectionOptions) {
    const { socket } = options;
    this.#options = options;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('drain', () => this.#read());
    socket.on('close', () => this.#close());
    // What went wrong with a viewer's network is the viewer's: the close that follows ends everything.
    socket.on('error', () => socket.destroy());
  }

  #take(chunk: Buffer): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    if (this.#isBusy && this.#pending.length > headBytesMax) this.#options.socket.destroy();
    else this.#read();
  }

  /** Reads requests until one has to wait. */
  #read(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    while (!this.#isBusy && this.#pending.length > 0 && !this.#options.socket.writableNeedDrain) {
      if (!this.#readOne()) break;
    }
    this.#isReading = false;
  }

  #readOne(): boolean {
    const end = this.#pending.indexOf(headEnd);
    if (end > headBytesMax || (end === -1 && this.#pending.length > headBytesMax))
      return this.#refuse(tooLarge);
    if (end === -1) {
      this.#headTimer ??= setTimeout(() => this.#options.socket.destroy(), headMsMax);
      return false;
    }
    this.#stopTimer();
    const request = readHead(this.#pending.toString('latin1', 0, end));
    const whole = end + headEnd.length;
    this.#pending = whole === this.#pending.length ? nothing : this.#pending.subarray(whole);
    if (!request) return this.#refuse(malformed);
    this.#isBusy = true;
    let isAnswered = false;
    const reply = (answer: Answer) => {
      if (!isAnswered) this.#reply(request, answer);
      isAnswered = true;
    };
    this.#options.onRequest(request, reply, (run) => (this.#gone = run));
    return true;
  }

  #reply({ method, last }: ReadRequest, answer: Answer): void {
    const { socket, shared, date } = this.#options;
    this.#gone = null;
    if (socket.destroyed) return;
    if (last || method === 'HEAD') {
      socket.write(headOf(answer, date(), last));
      if (method !== 'HEAD') socket.write(answer.body);
    } else for (const piece of shared.piecesOf(answer, date())) socket.write(piece);
    if (last) {
      socket.end();
      return;
    }
    this.#isBusy = false;
    this.#read();
  }

  #refuse(answer: Answer): false {
    this.#isBusy = true;
    this.#pending = nothing;
    const { socket, date } = this.#options;
    socket.end(Buffer.concat([headOf(answer, date(), true), answer.body]));
    return false;
  }

  #close(): void {
    this.#stopTimer();
    this.#isBusy = true;
    this.#gone?.();
    this.#gone = null;
  }

  #stopTimer(): void {
    if (this.#headTimer) clearTimeout(this.#headTimer);
    this.#headTimer = null;
  }
}
