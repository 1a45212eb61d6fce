import {
  AudioReceiver,
  isOpusPause,
  levelDbov,
  opusVoice,
  quietestDbov,
  type ReceiverStats,
} from '@cloudmeet/media-core';
import type { StreamId } from '../../children/messages.ts';
import { createOpusDecoder, type OpusDecoder } from '../codec/opus-decoder.ts';
import type { SaidPacket } from '../sound-packet.ts';
import { inaudibleDbov, SaidLevel } from './said-level.ts';

/** What the supervisor says about somebody's sound. */
export interface SourceDescription {
  participantId: string;
  kind: 'audio' | 'screen-audio';
  uplink: StreamId;
  own: StreamId;
  edgePort: number;
  open: boolean;
}

/** A voice that stops for less than this is still decoded. */
const wakefulMs = 1000;
/** What is louder than this is heard, whatever the sender's encoder takes it for. */
const loudDbov = -50;
/** How quickly it is forgotten how loud somebody was, in dB a tick. */
const fallDb = 1;
/** Packets kept from before a voice was noticed, so that its first sound is whole. */
const prerollPackets = 2;
/** What CELT makes of near silence at a variable rate: fewer bytes than this are no voice. */
const celtVoiceBytesMin = 12;

/** CELT codes differences to the frames before: after packets that were left out it may be far too loud for so long. */
const settlingTicks = 2;
/** Who says to be silent and sends what looks like a voice is listened to once in so many packets, first after a second. */
const doubtPackets = 500;
const firstDoubtPackets = 50;

function looksLikeVoice(payload: Uint8Array): boolean {
  if (isOpusPause(payload)) return false;
  return opusVoice(payload) ?? payload.length >= celtVoiceBytesMin;
}

/** One uplink of sound. It sleeps while no voice comes: then nothing is decoded and nothing is done per tick. */
export class SoundSource {
  readonly #receiver: AudioReceiver;
  readonly #preroll: SaidPacket[] = [];
  readonly #said = new SaidLevel();
  #packetsToDoubt = firstDoubtPackets;
  #inDoubt = false;
  /** Ticks in which its loudness means little yet. */
  #settling = 0;
  #description: SourceDescription;
  #decoder: OpusDecoder | null = null;
  #awake = false;
  #lastVoiceMs: number | null = null;
  #closed = false;
  /** How much of it was in the last mix, 0 to 1. Kept here for the mix, so that it comes and goes without a click. */
  gain = 0;
  /** How loud it was when it was last decoded. */
  levelDbov = quietestDbov;
  /** How loud it was lately: a pause between syllables makes nobody quiet. */
  recentDbov = quietestDbov;

  constructor(description: SourceDescription, onDecode: () => void) {
    this.#description = description;
    this.#receiver = new AudioReceiver({
      decode: (payload) => {
        onDecode();
        if (this.#settling === settlingTicks) this.#decoder?.reset();
        this.#decoder ??= createOpusDecoder();
        return this.#decoder.decode(payload);
      },
    });
  }

  get description(): Readonly<SourceDescription> {
    return this.#description;
  }

  /** Whether it is decoded now. */
  get isAwake(): boolean {
    return this.#awake;
  }

  /** How loud it was lately by its sender's word; null: nothing is said, or not believed. */
  get saidDbov(): number | null {
    return this.#inDoubt ? null : this.#said.dbov;
  }

  describe(description: SourceDescription): void {
    this.#description = description;
    if (description.open) return;
    this.#lastVoiceMs = null;
    this.sleep();
  }

  /** Takes a packet; answers whether the source is awake afterwards. */
  receive(packet: SaidPacket, nowMs: number): boolean {
    if (this.#closed || !this.#description.open) return false;
    if (!this.#awake) this.#said.forget();
    this.#said.take(packet.saidDbov);
    if (this.#mayBeVoice(packet)) {
      this.#lastVoiceMs = nowMs;
      if (!this.#awake) this.#wake(nowMs);
    }
    if (this.#awake) {
      this.#receiver.push(packet, nowMs);
      return true;
    }
    this.#receiver.note(packet.timestamp, nowMs);
    this.#preroll.push(packet);
    if (this.#preroll.length > prerollPackets) this.#preroll.shift();
    return false;
  }

  /** Whether a voice or anything loud came in the last second. */
  wantsToBeHeard(nowMs: number): boolean {
    return this.#description.open && this.#lastVoiceMs !== null && nowMs - this.#lastVoiceMs < wakefulMs;
  }

  /** The next 20 ms that can be heard, or null. */
  pull(nowMs: number): Float32Array | null {
    const samples = this.#receiver.pull(nowMs);
    if (!samples) return null;
    this.levelDbov = levelDbov(samples);
    this.recentDbov = Math.max(this.levelDbov, this.recentDbov - fallDb);
    this.#said.tick(this.#settling > 0 ? null : this.recentDbov);
    if (this.#settling > 0) {
      this.#settling -= 1;
      return null;
    }
    if (this.levelDbov > loudDbov) this.#lastVoiceMs = nowMs;
    return samples;
  }

  /** By how much sooner it could be pulled. */
  get slackMs(): number {
    return this.#receiver.slackMs;
  }

  /** Lets 20 ms pass unheard and undecoded. */
  skip(nowMs: number): void {
    this.recentDbov = Math.max(quietestDbov, this.recentDbov - fallDb);
    this.#said.tick(null);
    this.#settling = settlingTicks;
    this.#receiver.skip(nowMs);
  }

  sleep(): void {
    this.#awake = false;
    this.#inDoubt = false;
    this.gain = 0;
    this.levelDbov = quietestDbov;
    this.recentDbov = quietestDbov;
    this.#preroll.length = 0;
    this.#receiver.reset();
    this.#decoder?.close();
    this.#decoder = null;
  }

  stats(): Readonly<ReceiverStats> {
    return this.#receiver.stats();
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    this.sleep();
  }

  /** Without a sender's word: the encoder's flag misses a steady tone, so the beginning of a stream counts as a voice too. */
  #mayBeVoice({ payload, saidDbov }: SaidPacket): boolean {
    const voice = looksLikeVoice(payload);
    if (saidDbov === undefined || this.#said.dbov === null) return voice || this.#lastVoiceMs === null;
    if (saidDbov > inaudibleDbov || !voice) return saidDbov > inaudibleDbov;
    this.#packetsToDoubt -= 1;
    if (this.#packetsToDoubt > 0) return false;
    this.#packetsToDoubt = doubtPackets;
    this.#inDoubt = true;
    return true;
  }

  #wake(nowMs: number): void {
    this.#awake = true;
    for (const packet of this.#preroll.splice(0)) this.#receiver.push(packet, nowMs);
  }
}
