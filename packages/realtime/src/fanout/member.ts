import { limits } from '@cloudmeet/contracts';
import type { Ephemeral } from '@cloudmeet/contracts';
import type { PassedOn } from './batch-encoder.ts';
import { Flow } from './flow.ts';
import type { Link } from './link.ts';

/** Signals kept for a member who is held back; without them its calls could not be set up. Beyond that it resumes. */
const heldSignalsMax = 256;

/** Somebody in the room with a connection, and how much of the log it was given. */
export class Member {
  readonly participantId: string;
  readonly link: Link;
  /** Newest entry that was sent. */
  sentSeq: number;
  /** Whether the log that was sent so far included who waits at the door. */
  watchesDoor: boolean;
  /** Since when nothing could be sent, in ms since the epoch. */
  heldSinceMs: number | undefined;
  readonly #flow = new Flow();
  #kept: Ephemeral[] = [];

  constructor(participantId: string, link: Link, sentSeq: number, watchesDoor: boolean) {
    this.participantId = participantId;
    this.link = link;
    this.sentSeq = sentSeq;
    this.watchesDoor = watchesDoor;
  }

  /** `seq`: the newest entry the client has once this frame has arrived. */
  send(frame: Buffer, seq: number): void {
    this.sentSeq = seq;
    this.#flow.sent(seq, frame.byteLength);
    this.link.sendEncoded(frame);
  }

  acknowledged(seq: number): void {
    if (seq <= this.sentSeq) this.#flow.acknowledged(seq);
  }

  /** True while the client is too far behind to be sent anything. Remembers since when. */
  isHeld(nowMs: number): boolean {
    const isFull = this.#flow.isFull(this.link.bufferedBytes);
    this.heldSinceMs = isFull ? (this.heldSinceMs ?? nowMs) : undefined;
    return isFull;
  }

  isTooSlow(nowMs: number): boolean {
    return this.heldSinceMs !== undefined && nowMs - this.heldSinceMs >= limits.slowConsumerMs;
  }

  /** Keeps a signal for later. False when there are too many of them. */
  keep(signal: Ephemeral): boolean {
    return this.#kept.push(signal) <= heldSignalsMax;
  }

  takeKept(): PassedOn[] {
    return this.#kept.splice(0).map((ephemeral) => ({ ephemeral }));
  }
}
