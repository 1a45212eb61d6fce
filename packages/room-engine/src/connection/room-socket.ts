import { CloudMeetError, limits, serverFrameSchema } from '@cloudmeet/contracts';
import type { ClientFrame, ServerFrame } from '@cloudmeet/contracts';
import type { BrowserPorts, WebSocketPort } from '../ports/browser-ports.ts';
import { Heartbeat } from './heartbeat.ts';

export interface RoomSocketHandlers {
  opened(): void;
  frame(frame: ServerFrame): void;
  /** What came is not of this protocol; the socket stays open. */
  garbled(error: CloudMeetError): void;
  /** Closed by the other side, by silence, or never opened. Comes once; not after `close()`. */
  down(): void;
}

/** One socket of the room protocol: frames out, parsed frames in, silence noticed. */
export class RoomSocket {
  readonly #socket: WebSocketPort;
  readonly #heartbeat: Heartbeat;
  readonly #handlers: RoomSocketHandlers;
  readonly #cancelOpening: () => void;
  #closed = false;

  constructor(url: string, ports: Pick<BrowserPorts, 'openSocket' | 'clock'>, handlers: RoomSocketHandlers) {
    this.#handlers = handlers;
    const down = (): void => {
      if (this.#closed) return;
      this.close();
      handlers.down();
    };
    this.#heartbeat = new Heartbeat(ports.clock, {
      ping: (n) => {
        this.send({ t: 'ping', n });
      },
      silent: down,
    });
    this.#cancelOpening = ports.clock.after(limits.helloTimeoutMs, down);
    this.#socket = ports.openSocket(url, {
      opened: () => {
        if (this.#closed) return;
        this.#cancelOpening();
        this.#heartbeat.start();
        handlers.opened();
      },
      received: (data) => {
        if (!this.#closed) this.#received(data);
      },
      closed: down,
    });
  }

  send(frame: ClientFrame): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** Asks whether the other side is still there; `down` follows soon when it is not. */
  probe(): void {
    this.#heartbeat.probe();
  }

  /** Closes silently. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelOpening();
    this.#heartbeat.stop();
    this.#socket.close();
  }

  #received(data: unknown): void {
    this.#heartbeat.heard();
    const frame = parseFrame(data);
    if (frame instanceof CloudMeetError) this.#handlers.garbled(frame);
    else this.#handlers.frame(frame);
  }
}

function parseFrame(data: unknown): ServerFrame | CloudMeetError {
  if (typeof data !== 'string')
    return new CloudMeetError('message-invalid', { detail: 'A binary frame came.' });
  try {
    return serverFrameSchema.parse(JSON.parse(data));
  } catch (cause) {
    return new CloudMeetError('message-invalid', {
      detail: 'A frame of the server could not be read.',
      cause,
    });
  }
}
