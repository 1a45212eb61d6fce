import type { Mixer, MixerReply, TrackKind } from '@cloudmeet/contracts';
import type { RoomClient } from '@cloudmeet/testing';
import { MediaStreamTrack, RtpHeader, RtpPacket, RTCPeerConnection, RTCRtpCodecParameters } from 'werift';

const lines: readonly [kind: 'audio' | 'video', direction: 'sendrecv' | 'sendonly', track: TrackKind][] = [
  ['audio', 'sendrecv', 'audio'],
  ['video', 'sendrecv', 'video'],
  ['video', 'sendonly', 'screen'],
  ['audio', 'sendonly', 'screen-audio'],
];

const codecs = {
  audio: [
    new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 }),
  ],
  video: [
    new RTCRtpCodecParameters({
      ...{ mimeType: 'video/H264', clockRate: 90_000, payloadType: 102 },
      rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'goog-remb' }],
      parameters: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
    }),
  ],
};

const frameMs = 20;
const frameSamples = 960;

let connections = 0;

/** A member of a room that connects to its mixer over the room's socket, and counts what comes down. */
export class MixerClient {
  readonly room: RoomClient;
  readonly received = { audio: 0, video: 0 };
  /** When something last came, ms since the epoch. */
  lastMs = 0;
  connection = '';
  #peer: RTCPeerConnection | undefined;
  #microphone: MediaStreamTrack | undefined;
  #speaking: NodeJS.Timeout | undefined;
  #seen = 0;

  constructor(room: RoomClient) {
    this.room = room;
  }

  get mixer(): Mixer {
    const { mixer } = this.room.state;
    if (!mixer) throw new Error('The room has no mixer.');
    return mixer;
  }

  get isConnected(): boolean {
    return this.#peer?.connectionState === 'connected';
  }

  /** Replies of the mixer to this client's present connection. */
  get replies(): MixerReply[] {
    return this.room.view.ephemerals.flatMap((one) => (one.e === 'mixer' ? [one.reply] : []));
  }

  /** Offers and waits for media to be possible. */
  async connect(): Promise<void> {
    await this.#disconnect();
    this.connection = `c${String((connections += 1))}`;
    const peer = new RTCPeerConnection({
      codecs,
      bundlePolicy: 'max-bundle',
      iceUseIpv6: false,
      iceAdditionalHostAddresses: ['127.0.0.1'],
    });
    this.#peer = peer;
    for (const [kind, direction, track] of lines) {
      const sent = new MediaStreamTrack({ kind });
      if (track === 'audio') this.#microphone = sent;
      const transceiver = peer.addTransceiver(sent, { direction });
      transceiver.onTrack.subscribe((received) =>
        received.onReceiveRtp.subscribe(() => {
          this.received[kind] += 1;
          this.lastMs = Date.now();
        }),
      );
    }
    // Without a STUN server werift asks a public one, and waits for its name to be found.
    for (const { connection } of peer.iceTransports) Reflect.set(connection, 'stunServer', undefined);
    await peer.setLocalDescription(await peer.createOffer());
    const tracks = Object.fromEntries(
      peer.getTransceivers().map((one, index) => [one.mid ?? String(index), lines[index]?.[2] ?? 'audio']),
    );
    const sdp = peer.localDescription?.sdp ?? '';
    const { mixer, connection } = this;
    await this.room.cmd('mixer.send', { mixer, request: { kind: 'offer', connection, sdp, tracks } });
    const answer = await this.room.watch.until('the answer of the mixer', () =>
      this.replies.find((reply) => reply.kind !== 'uplink' && reply.connection === connection),
    );
    if (answer.kind !== 'answer') throw new Error(`The mixer said ${JSON.stringify(answer)}.`);
    await peer.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
    await this.view(1280, 720);
  }

  /** Says how large the picture is shown. */
  async view(width: number, height: number): Promise<void> {
    const { mixer, connection } = this;
    await this.room.cmd('mixer.send', { mixer, request: { kind: 'view', connection, width, height } });
  }

  /** Says these Opus frames of 20 ms again and again, over whatever connection there is. */
  speak(frames: readonly Buffer[]): void {
    let count = 0;
    clearInterval(this.#speaking);
    this.#speaking = setInterval(() => {
      const header = new RtpHeader({
        ...{ payloadType: 111, ssrc: 1 },
        ...{ sequenceNumber: count % 2 ** 16, timestamp: (count * frameSamples) % 2 ** 32 },
      });
      const frame = frames[count % frames.length];
      if (frame && this.isConnected) this.#microphone?.writeRtp(new RtpPacket(header, frame));
      count += 1;
    }, frameMs);
  }

  /** True once for every time that the mixer says that the present connection is lost. */
  takeLost(): boolean {
    const lost = this.replies.filter((one) => one.kind === 'lost' && one.connection === this.connection);
    const isNew = lost.length > this.#seen;
    this.#seen = lost.length;
    return isNew;
  }

  /** Leaves the mixer and falls silent. */
  async close(): Promise<void> {
    clearInterval(this.#speaking);
    await this.#disconnect();
  }

  async #disconnect(): Promise<void> {
    this.#seen = 0;
    await this.#peer?.close();
    this.#peer = undefined;
  }
}
