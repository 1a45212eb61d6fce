import type { FromEgress, StreamId, ToEgress } from '../children/messages.ts';
import { readRtp } from '../rtp/rtp-packet.ts';
import type { Clock } from '../video/clock.ts';
import { Output } from './output.ts';

export interface EgressProcessOptions {
  clock: Clock;
  tell: (message: FromEgress) => void;
}

/** All outputs of the egress process: orders and datagrams go to the output they are about. */
export class EgressProcess {
  readonly #options: EgressProcessOptions;
  readonly #outputs = new Map<number, Promise<Output | null>>();
  readonly #byStream = new Map<StreamId, Set<Output>>();
  /** Packets taken, so that whoever watches sees that it works. */
  packets = 0;

  constructor(options: EgressProcessOptions) {
    this.#options = options;
  }

  get outputs(): number {
    return this.#outputs.size;
  }

  handle(message: ToEgress): void {
    if (message.t === 'output.open') {
      if (!this.#outputs.has(message.output)) this.#outputs.set(message.output, this.#open(message));
    } else void this.#close(message.output);
  }

  receive(datagram: Buffer): void {
    const packet = readRtp(datagram);
    const outputs = packet && this.#byStream.get(packet.ssrc);
    if (!packet || !outputs) return;
    this.packets += 1;
    for (const output of outputs) output.receive(packet);
  }

  /** To be called some times a second. */
  refresh(): void {
    for (const output of new Set([...this.#byStream.values()].flatMap((set) => [...set]))) output.refresh();
  }

  /** Ends every output properly. */
  async close(): Promise<void> {
    await Promise.all([...this.#outputs.keys()].map((output) => this.#close(output)));
  }

  async #open(order: Extract<ToEgress, { t: 'output.open' }>): Promise<Output | null> {
    const { output: number, video, audio } = order;
    try {
      const output = await Output.open({ ...order, ...this.#options });
      for (const stream of video === null ? [audio] : [video, audio]) {
        const set = this.#byStream.get(stream) ?? new Set<Output>();
        this.#byStream.set(stream, set.add(output));
      }
      return output;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.tell({ t: 'output.failed', output: number, reason });
      return null;
    }
  }

  async #close(number: number): Promise<void> {
    const opening = this.#outputs.get(number);
    if (!opening) return;
    this.#outputs.delete(number);
    const output = await opening;
    if (!output) return;
    for (const [stream, set] of this.#byStream) {
      set.delete(output);
      if (set.size === 0) this.#byStream.delete(stream);
    }
    await output.close();
    this.#options.tell({ t: 'output.ended', output: number });
  }
}
