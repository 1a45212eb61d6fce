import { doNotWait, Messages, messageWords, point, truncated, vectorWords } from '../srtp/native/mmsghdr.ts';
import type { NativeFunctions } from '../srtp/native/openssl.ts';

const datagramBytesMax = 64 * 1024;
const atOnce = 16;
/** SOL_SOCKET and SO_TIMESTAMPNS of Linux on x86-64 and ARM64; the control message is named alike. */
const [solSocket, timestampNs] = [1, 35];
/** `struct cmsghdr` with a `struct timespec` behind it. */
const controlBytes = 32;
const controlWords = controlBytes / 4;
const realtime = 0;
/** A stamp that says more is none: the clock was set meanwhile. */
const waitedMsMax = 1000;

export type TakeWaiting = (datagram: Buffer, arrivedMs: number) => void;

/**
 * Takes what waits at a socket by recvmmsg(2), each datagram with the time at which the kernel got it (SO_TIMESTAMPNS), so
 * that nobody has to be woken for it. The memory is used again: who takes a datagram copies what they keep of it.
 */
export class WaitingDatagrams {
  readonly #functions: NativeFunctions;
  readonly #descriptor: number;
  readonly #bytes = Buffer.alloc(atOnce * datagramBytesMax);
  readonly #controls = new Uint32Array(atOnce * controlWords);
  readonly #time = new Uint32Array(4);
  readonly #messages: Messages;
  readonly #timeAt: number;

  /** `descriptor`: of a bound socket. */
  constructor(functions: NativeFunctions, descriptor: number) {
    const { addressOf, setSocketOption } = functions;
    this.#functions = functions;
    this.#descriptor = descriptor;
    this.#messages = new Messages(atOnce, addressOf);
    this.#timeAt = addressOf(Buffer.from(this.#time.buffer));
    const [bytesAt, controlsAt] = [addressOf(this.#bytes), addressOf(Buffer.from(this.#controls.buffer))];
    const { messages, vectors } = this.#messages;
    for (let i = 0; i < atOnce; i += 1) {
      point(messages, i * messageWords.of + messageWords.control, controlsAt + i * controlBytes);
      point(vectors, i * vectorWords.of + vectorWords.base, bytesAt + i * datagramBytesMax);
      vectors[i * vectorWords.of + vectorWords.length] = datagramBytesMax;
    }
    this.#time[0] = 1;
    setSocketOption(descriptor, solSocket, timestampNs, this.#timeAt, 4);
  }

  /** Gives on what waits, oldest first; answers how many there were. */
  take(take: TakeWaiting): number {
    const { messages } = this.#messages;
    for (let taken = 0; ; taken += atOnce) {
      const count = this.#receive();
      if (count <= 0) return taken;
      const [nowMs, realMs] = [performance.now(), this.#realMs()];
      for (let i = 0; i < count; i += 1) {
        const message = i * messageWords.of;
        if (((messages[message + messageWords.flags] ?? 0) & truncated) !== 0) continue;
        const waitedMs = Math.min(waitedMsMax, Math.max(0, realMs - this.#stampMs(i, realMs)));
        const from = i * datagramBytesMax;
        const end = from + (messages[message + messageWords.length] ?? 0);
        take(this.#bytes.subarray(from, end), nowMs - waitedMs);
      }
      if (count < atOnce) return taken + count;
    }
  }

  #receive(): number {
    const { messages, at } = this.#messages;
    for (let i = 0; i < atOnce; i += 1) {
      messages[i * messageWords.of + messageWords.controlBytes] = controlBytes;
    }
    return this.#functions.receiveMessages(this.#descriptor, at, atOnce, doNotWait, 0);
  }

  #realMs(): number {
    this.#functions.clockTime(realtime, this.#timeAt);
    return milliseconds(this.#time, 0);
  }

  /** When the kernel got the datagram; `without` where it does not tell. */
  #stampMs(i: number, without: number): number {
    const at = i * controlWords;
    const isStamped =
      this.#messages.messages[i * messageWords.of + messageWords.controlBytes] === controlBytes &&
      this.#controls[at + 3] === timestampNs;
    return isStamped ? milliseconds(this.#controls, at + 4) : without;
  }
}

/** A `struct timespec`, whose seconds fit 53 bits with their milliseconds. */
function milliseconds(memory: Uint32Array, at: number): number {
  const seconds = (memory[at] ?? 0) + (memory[at + 1] ?? 0) * 2 ** 32;
  return seconds * 1000 + (memory[at + 2] ?? 0) / 1e6;
}
