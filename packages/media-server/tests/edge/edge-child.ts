import { fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Negotiate } from '@cloudmeet/testing/media';
import type {
  EdgePeer,
  FromChild,
  FromEdge,
  PictureLayer,
  ToChild,
  ToEdge,
} from '../../src/children/messages.ts';
import { type EdgeOptionsInput, edgeProcess } from '../../src/edge/index.ts';
import { audioLevelOf } from '../../src/rtp/audio-level.ts';
import { eachPacket } from '../../src/rtp/packet-bundle.ts';
import { readRtp, type RtpPacket, rtpHeaderBytes, writeRtpHeader } from '../../src/rtp/rtp-packet.ts';

type Message = FromEdge | FromChild;

export const layers: readonly PictureLayer[] = [
  { stream: 30, codec: 'H264', width: 1280, height: 720, framesPerSecond: 24, bitsPerSecond: 1_500_000 },
  { stream: 31, codec: 'H264', width: 640, height: 360, framesPerSecond: 24, bitsPerSecond: 500_000 },
  { stream: 32, codec: 'H264', width: 320, height: 180, framesPerSecond: 15, bitsPerSecond: 150_000 },
  { stream: 40, codec: 'VP8', width: 1280, height: 720, framesPerSecond: 24, bitsPerSecond: 1_500_000 },
];

/** The numbers of a participant on the edge: everybody hears the mix 20; uplinks of peer n begin at 100 n. */
export function numbersOf(peer: number, connection = `c${String(peer)}`): EdgePeer {
  const first = peer * 100;
  return {
    peer,
    room: 1,
    participantId: `par_${String(peer)}`,
    connection,
    uplinks: { audio: first, video: first + 1, screen: first + 2, 'screen-audio': first + 3 },
    mix: 20,
    own: first + 9,
    layers,
  };
}

/** An edge as a real child process, with this test as its supervisor and as the processes that mix. */
export class EdgeChild {
  readonly heard: Message[] = [];
  /** Packets that the edge forwarded, by stream. */
  readonly uplinks = new Map<number, RtpPacket[]>();
  /** What the last packet of each said of its loudness. */
  readonly levels = new Map<number, number | null>();
  port = 0;
  exited = false;
  readonly #child;
  readonly #mixer = createSocket('udp4');
  readonly #sequences = new Map<number, number>();
  readonly #looks = new Set<() => void>();

  private constructor(options: EdgeOptionsInput) {
    this.#child = fork(fileURLToPath(edgeProcess), [JSON.stringify(options)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('exit', () => (this.exited = true));
    this.#child.on('message', (message: Message) => {
      if (message.t !== 'beat') this.heard.push(message);
      for (const look of [...this.#looks]) look();
    });
    this.#mixer.on('message', (datagram) => eachPacket(datagram, (packet) => this.#forwarded(packet)));
  }

  #forwarded(datagram: Buffer): void {
    const packet = readRtp(datagram);
    if (packet === null) return;
    this.levels.set(packet.ssrc, audioLevelOf(datagram));
    const before = this.uplinks.get(packet.ssrc);
    if (before === undefined) this.uplinks.set(packet.ssrc, [packet]);
    else before.push(packet);
    for (const look of [...this.#looks]) look();
  }

  static async start(options: EdgeOptionsInput = {}): Promise<EdgeChild> {
    const edge = new EdgeChild(options);
    edge.#mixer.bind(0, '127.0.0.1');
    await once(edge.#mixer, 'listening');
    edge.port = (await edge.message('ready')).port;
    const { port } = edge.#mixer.address();
    edge.send({ t: 'ports', audio: port, video: port, edges: [edge.port] });
    return edge;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  send(message: ToEdge | ToChild): void {
    this.#child.send(message);
  }

  /** Resolves when something is so, looking whenever the edge says or forwards something, and a hundred times a second. */
  async until(isSo: () => boolean): Promise<void> {
    await new Promise<void>((done) => {
      const look = () => {
        if (!isSo()) return;
        clearInterval(timer);
        this.#looks.delete(look);
        done();
      };
      const timer = setInterval(look, 10);
      this.#looks.add(look);
      look();
    });
  }

  all<T extends Message['t']>(type: T): Extract<Message, { t: T }>[] {
    return this.heard.filter((each): each is Extract<Message, { t: T }> => each.t === type);
  }

  /** The first message of a kind that fits, past or to come. */
  async message<T extends Message['t']>(
    type: T,
    fits: (message: Extract<Message, { t: T }>) => boolean = () => true,
  ): Promise<Extract<Message, { t: T }>> {
    await this.until(() => this.all(type).some(fits));
    const found = this.all(type).find(fits);
    if (found === undefined) throw new Error('unreachable');
    return found;
  }

  /** Signalling for a synthetic participant with these numbers. */
  negotiate(peer: EdgePeer): Negotiate {
    return async ({ sdp, tracks }) => {
      const before = this.all('reply').length;
      this.send({ t: 'offer', peer, sdp, tracks, iceServers: [] });
      await this.until(() =>
        this.all('reply')
          .slice(before)
          .some((each) => each.peer === peer.peer),
      );
      const reply = this.all('reply')
        .slice(before)
        .find((each) => each.peer === peer.peer)?.reply;
      if (reply?.kind !== 'answer') throw new Error(`The edge said ${JSON.stringify(reply)}`);
      return reply.sdp;
    };
  }

  /** A packet of a mixing process. */
  deliver(stream: number, payloadType: number, timestamp: number, marker: boolean, payload: Buffer): void {
    const sequence = ((this.#sequences.get(stream) ?? 0) + 1) & 0xffff;
    this.#sequences.set(stream, sequence);
    const datagram = Buffer.alloc(rtpHeaderBytes + payload.length);
    writeRtpHeader(datagram, { payloadType, marker, sequence, timestamp: timestamp >>> 0, ssrc: stream });
    payload.copy(datagram, rtpHeaderBytes);
    this.#mixer.send(datagram, this.port, '127.0.0.1');
  }

  deliverSound(stream: number, timestamp: number, mark: number): void {
    this.deliver(stream, 111, timestamp, false, Buffer.alloc(60, mark));
  }

  /** A picture of so many packets; the first byte is that of an IDR or of another slice. */
  deliverPicture(stream: number, timestamp: number, keyframe: boolean, packets: number): void {
    for (let i = 0; i < packets; i += 1) {
      const payload = Buffer.alloc(1000, i);
      payload[0] = keyframe ? 0x65 : 0x41;
      this.deliver(stream, 96, timestamp, i === packets - 1, payload);
    }
  }

  async close(): Promise<void> {
    const ended = this.exited ? Promise.resolve() : once(this.#child, 'exit');
    if (this.#child.connected) this.#child.disconnect();
    await ended;
    this.#mixer.close();
  }
}
