import type { PictureLayer, StreamId } from '../../children/messages.ts';
import { AudioDown } from './audio-down.ts';
import type { Receiver } from './fan-out.ts';
import { LayerChoice } from './layer-choice.ts';
import { OutgoingSource } from './outgoing-source.ts';
import type { PictureFrame, SoundPacket } from './picture-frame.ts';
import { RecentRate } from './recent-rate.ts';
import { VideoDown } from './video-down.ts';
import type { PeerConnection } from '../peer-connection.ts';

/** What a downlink needs of the connection it goes over. */
export type DownlinkConnection = Pick<
  PeerConnection,
  'peer' | 'sources' | 'lineOf' | 'sender' | 'roundTripMs'
>;

/** What goes down to one client: the mix and the picture in the layer that fits. */
export class Downlink implements Receiver {
  readonly mix: StreamId;
  readonly own: StreamId;
  /** Layers of the codec that the client decodes. */
  readonly layers: readonly PictureLayer[];
  readonly audio: AudioDown | null;
  readonly video: VideoDown | null;
  readonly choice: LayerChoice;
  bytes = 0;
  readonly #connection: DownlinkConnection;
  readonly #onPacing: (downlink: Downlink) => void;
  readonly #rate = new RecentRate();
  #lookedMs = 0;

  /** `onPacing`: a picture waits, and `pace` has to be called until nothing does. */
  constructor(connection: DownlinkConnection, onPacing: (downlink: Downlink) => void) {
    const { peer, sources } = connection;
    this.#connection = connection;
    this.#onPacing = onPacing;
    this.mix = peer.mix;
    this.own = peer.own;
    const audio = sending(connection, 'audio');
    this.audio = audio && new AudioDown(new OutgoingSource(sources.audio, 48_000), audio.payloadType);
    const video = sending(connection, 'video');
    this.layers = peer.layers.filter((layer) => layer.codec === video?.codec);
    this.choice = new LayerChoice(this.layers);
    this.video =
      video &&
      new VideoDown({
        source: new OutgoingSource(sources.video, 90_000),
        repeat: video.repeatType === null ? null : new OutgoingSource(sources.repeat, 90_000),
        payloadType: video.payloadType,
        repeatType: video.repeatType ?? 0,
        sendTimeExtension: video.sendTimeExtension ?? 0,
      });
  }

  follows(stream: StreamId): boolean {
    return this.#connection.sender !== null && this.video?.follows(stream) === true;
  }

  sendSound(packet: SoundPacket): void {
    const { sender } = this.#connection;
    if (sender === null || this.audio === null) return;
    if (this.audio.send(sender, packet)) this.bytes += packet.payloads.length(0) + 50;
  }

  sendPicture(frame: PictureFrame): void {
    const { sender } = this.#connection;
    if (sender === null) return;
    this.video?.send(sender, frame);
    if (this.video?.isPacing === true) this.#onPacing(this);
  }

  /** Sends what may go in so much time. Whether more waits. */
  pace(intervalMs: number): boolean {
    const { sender } = this.#connection;
    if (sender === null || this.video?.isPacing !== true) return false;
    this.video.pace(sender, intervalMs);
    return this.video.isPacing;
  }

  repeat(lost: readonly number[], nowMs = performance.now()): void {
    const { sender, roundTripMs } = this.#connection;
    if (sender !== null) this.video?.repeat(sender, lost, nowMs, roundTripMs);
  }

  /** All that was sent. */
  get allBytes(): number {
    return this.bytes + (this.video?.bytes ?? 0);
  }

  /** What was sent in the last second, picture and sound. */
  get sentBps(): number {
    return this.#rate.bitsPerSecond;
  }

  /** Every few tens of milliseconds: counts what is sent, and sends more of it while a larger layer is tried. */
  look(nowMs: number): void {
    this.#rate.sum(nowMs, this.allBytes);
    const passedMs = Math.min(100, nowMs - this.#lookedMs);
    this.#lookedMs = nowMs;
    const { sender } = this.#connection;
    if (sender !== null) this.video?.fill(sender, (this.choice.extraBps(nowMs) * passedMs) / 8000);
  }

  /** The client is connected, or shows another size, or its path has changed: the layer may be another. */
  aim(nowMs = performance.now()): void {
    const { video, choice } = this;
    if (this.#connection.sender === null || video === null) return;
    video.narrow(choice.narrowBps(nowMs));
    video.aim(choice.choice);
    const less = (video.wanted?.bitsPerSecond ?? 0) < (video.current?.bitsPerSecond ?? 0);
    if (choice.isUrgent && less) video.cut();
  }
}

function sending(connection: DownlinkConnection, track: 'audio' | 'video') {
  const line = connection.lineOf(track);
  return line !== null && (line.direction === 'sendrecv' || line.direction === 'sendonly') ? line : null;
}
