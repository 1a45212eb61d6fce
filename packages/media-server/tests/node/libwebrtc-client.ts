import { createRequire } from 'node:module';
import type { RoomClient } from '@cloudmeet/testing';

interface Track {
  readonly kind: string;
}
interface Transceiver {
  readonly mid: string | null;
  readonly receiver: { readonly track: Track };
}
interface Description {
  type: string;
  sdp: string;
}
interface PeerConnection {
  readonly connectionState: string;
  readonly iceGatheringState: string;
  readonly localDescription: Description | null;
  addTransceiver(track: Track | 'audio' | 'video', init: { direction: string }): Transceiver;
  getTransceivers(): Transceiver[];
  createOffer(): Promise<Description>;
  setLocalDescription(description: Description): Promise<void>;
  setRemoteDescription(description: Description): Promise<void>;
  close(): void;
}
interface Sound {
  samples: Int16Array;
  sampleRate: number;
}
interface AudioSink {
  ondata: ((sound: Sound) => void) | null;
  stop(): void;
}
interface VideoSink {
  onframe: ((event: { frame: { width: number; height: number } }) => void) | null;
  stop(): void;
}
/** What is used of @roamhq/wrtc: Google's libwebrtc in Node. Its own types need those of a browser. */
interface Library {
  RTCPeerConnection: new (configuration: { iceServers: [] }) => PeerConnection;
  nonstandard: {
    RTCAudioSource: new () => { createTrack(): Track; onData(data: object): void };
    RTCVideoSource: new () => { createTrack(): Track; onFrame(frame: object): void };
    RTCAudioSink: new (track: Track) => AudioSink;
    RTCVideoSink: new (track: Track) => VideoSink;
  };
}

const library = createRequire(import.meta.url)('@roamhq/wrtc') as Library;
const kinds = ['audio', 'video', 'screen', 'screen-audio'] as const;
const sampleRate = 48_000;
const soundSamples = 480;
const keptSamples = sampleRate;
const picture = { width: 320, height: 180 };

/** A member of a mixed room with libwebrtc, VP8 and a tone. */
export class LibwebrtcClient {
  readonly pictures = { count: 0, width: 0, height: 0 };
  readonly #peer = new library.RTCPeerConnection({ iceServers: [] });
  readonly #audio = new library.nonstandard.RTCAudioSource();
  readonly #video = new library.nonstandard.RTCVideoSource();
  readonly #sinks: { stop(): void }[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #heard: number[] = [];

  get isConnected(): boolean {
    return this.#peer.connectionState === 'connected';
  }

  /** The last second that it heard; fewer samples before there was one. Full scale 32768. */
  get heard(): Float32Array {
    return Float32Array.from(this.#heard);
  }

  /** Offers over the room's socket and begins to send. */
  async connect(room: RoomClient, frequency: number): Promise<void> {
    const { mixer } = room.state;
    if (!mixer) throw new Error('The room has no mixer.');
    const connection = 'libwebrtc';
    const [audio, video] = this.#addLines();
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    await room.watch.until('the candidates', () => this.#peer.iceGatheringState === 'complete' || undefined);
    const tracks = Object.fromEntries(
      this.#peer.getTransceivers().map(({ mid }, index) => [mid ?? '', kinds[index] ?? 'audio']),
    );
    const sdp = this.#peer.localDescription?.sdp ?? '';
    await room.cmd('mixer.send', { mixer, request: { kind: 'offer', connection, sdp, tracks } });
    const answer = await room.watch.until('the answer of the mixer', () =>
      room.view.ephemerals
        .flatMap((one) => (one.e === 'mixer' ? [one.reply] : []))
        .find((reply) => reply.kind === 'answer' && reply.connection === connection),
    );
    if (answer.kind !== 'answer') throw new Error('The mixer did not answer.');
    await this.#peer.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
    const view = { kind: 'view', connection, width: 1280, height: 720 } as const;
    await room.cmd('mixer.send', { mixer, request: view });
    this.#listen(audio.receiver.track, video.receiver.track);
    this.#send(frequency);
  }

  /** Leaves the mixer. Idempotent. */
  close(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    for (const sink of this.#sinks.splice(0)) sink.stop();
    this.#peer.close();
  }

  #addLines(): [Transceiver, Transceiver] {
    const audio = this.#peer.addTransceiver(this.#audio.createTrack(), { direction: 'sendrecv' });
    const video = this.#peer.addTransceiver(this.#video.createTrack(), { direction: 'sendrecv' });
    this.#peer.addTransceiver('video', { direction: 'sendonly' });
    this.#peer.addTransceiver('audio', { direction: 'sendonly' });
    return [audio, video];
  }

  #listen(audio: Track, video: Track): void {
    const pictures = new library.nonstandard.RTCVideoSink(video);
    pictures.onframe = ({ frame: { width, height } }) => {
      Object.assign(this.pictures, { count: this.pictures.count + 1, width, height });
    };
    const sound = new library.nonstandard.RTCAudioSink(audio);
    sound.ondata = ({ samples }) => {
      this.#heard = [...this.#heard, ...samples].slice(-keptSamples);
    };
    this.#sinks.push(pictures, sound);
  }

  #send(frequency: number): void {
    let at = 0;
    const sound = setInterval(() => {
      const samples = Int16Array.from({ length: soundSamples }, () => {
        at += 1;
        return 8000 * Math.sin((2 * Math.PI * frequency * at) / sampleRate);
      });
      const format = { sampleRate, bitsPerSample: 16, channelCount: 1, numberOfFrames: soundSamples };
      this.#audio.onData({ samples, ...format });
    }, 10);
    const data = new Uint8ClampedArray(picture.width * picture.height * 1.5).fill(110);
    const pictures = setInterval(() => this.#video.onFrame({ ...picture, data }), 40);
    this.#timers.push(sound, pictures);
  }
}
