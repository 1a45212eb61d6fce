import type { FromEgress, OutputOrder, StreamId, ToEgress } from '../children/messages.ts';
import { readRtp, type RtpPacket } from '../rtp/rtp-packet.ts';
import type { Clock } from '../video/clock.ts';
import type { HlsOptions } from './egress-options.ts';
import { startHlsServer, type HlsServer } from './hls/hls-server.ts';
import { LiveStreams, type PublishedStream } from './hls/live-streams.ts';
import { LiveOutput } from './live/live-output.ts';
import { Output } from './output.ts';
import { rtmpChildren } from './rtmp/rtmp-child.ts';

export interface EgressProcessOptions {
  clock: Clock;
  tell: (message: FromEgress) => void;
  /** How viewers come to live streams; null: not at all. */
  hls: HlsOptions | null;
  /** True where streams may be sent to private and loopback addresses. */
  privateTargets: boolean;
}

/** Files, or a live stream. */
interface AnyOutput {
  receive(packet: RtpPacket): void;
  refresh(): void;
  close(goesOn?: boolean): Promise<void>;
}

/** How long viewers of a stream that is over get its last segments. */
const lingerMs = 60_000;

/** All outputs of the egress process: orders and datagrams go to the output they are about. */
export class EgressProcess {
  readonly #options: EgressProcessOptions;
  readonly #streams: LiveStreams;
  readonly #server: HlsServer | null;
  readonly #outputs = new Map<number, Promise<AnyOutput | null>>();
  /** Those of them that are live. */
  readonly #live = new Set<number>();
  readonly #byStream = new Map<StreamId, Set<AnyOutput>>();
  /** Packets taken, so that whoever watches sees that it works. */
  packets = 0;

  private constructor(options: EgressProcessOptions, streams: LiveStreams, server: HlsServer | null) {
    this.#options = options;
    this.#streams = streams;
    this.#server = server;
  }

  /** @throws Error where viewers cannot be listened to. */
  static async start(options: EgressProcessOptions): Promise<EgressProcess> {
    const { clock, hls } = options;
    const streams = new LiveStreams({ clock, lingerMs });
    const server = hls && (await startHlsServer({ ...hls, clock, streams }));
    return new EgressProcess(options, streams, server);
  }

  /** TCP port for viewers. */
  get hlsPort(): number | undefined {
    return this.#server?.port;
  }

  get figures(): Record<string, number> {
    const live = this.#streams.all;
    const sum = (of: (stream: PublishedStream) => number) => live.reduce((all, one) => all + of(one), 0);
    return {
      egress_outputs: this.outputs,
      egress_packets_total: this.packets,
      egress_hls_requests_total: this.#server?.requests ?? 0,
      egress_hls_viewers: sum((stream) => stream.live.count.size),
      egress_hls_waiting: sum((stream) => stream.live.viewers.size),
      egress_hls_unkept_segments: sum(({ unkept }) => unkept),
    };
  }

  get outputs(): number {
    return this.#outputs.size;
  }

  /** Whether somebody waits for what is made: files can wait, live streams cannot. */
  get hasLive(): boolean {
    return this.#live.size > 0;
  }

  handle(message: ToEgress): void {
    if (message.t === 'output.open') {
      if (!this.#outputs.has(message.output)) this.#outputs.set(message.output, this.#open(message));
    } else void this.#close(message.output, message.goesOn);
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
    this.#streams.refresh();
  }

  /** Ends every output properly; streams may go on in the next process. */
  async close(): Promise<void> {
    await Promise.all([...this.#outputs.keys()].map((output) => this.#close(output, true)));
    await this.#streams.close();
    await this.#server?.close();
  }

  async #open(order: OutputOrder): Promise<AnyOutput | null> {
    const { output: number, video, audio } = order;
    try {
      const output = await this.#make(order);
      for (const stream of video === null ? [audio] : [video, audio]) {
        const set = this.#byStream.get(stream) ?? new Set<AnyOutput>();
        this.#byStream.set(stream, set.add(output));
      }
      return output;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.tell({ t: 'output.failed', output: number, reason });
      return null;
    }
  }

  #make(order: OutputOrder): Promise<AnyOutput> {
    const isLive = Boolean(order.hls) || (order.targets ?? []).length > 0;
    if (isLive) this.#live.add(order.output);
    const { clock, tell, hls, privateTargets } = this.#options;
    if (!isLive) return Output.open({ ...order, clock, tell });
    if (order.hls && !hls) throw new Error('This process has no viewers.');
    const publicUrl = hls?.publicUrl ?? `http://${hls?.host}:${this.hlsPort}`;
    return LiveOutput.open({
      ...{ ...order, clock, tell, streams: this.#streams, publicUrl },
      startRtmp: rtmpChildren({ privateTargets }),
    });
  }

  async #close(number: number, goesOn = false): Promise<void> {
    const opening = this.#outputs.get(number);
    if (!opening) return;
    this.#outputs.delete(number);
    this.#live.delete(number);
    const output = await opening;
    if (!output) return;
    for (const [stream, set] of this.#byStream) {
      set.delete(output);
      if (set.size === 0) this.#byStream.delete(stream);
    }
    await output.close(goesOn);
    this.#options.tell({ t: 'output.ended', output: number });
  }
}
