import { limits } from '@cloudmeet/contracts';

/** Frames that went out and are not acknowledged: newest `seq` each one carried, and its size. */
interface Sent {
  seq: number;
  bytes: number;
}

/**
 * How far behind one client is. What it acknowledges by `seq` leaves the window; a client that fills the window gets
 * nothing more until it has caught up half of it.
 */
export class Flow {
  #sent: Sent[] = [];
  #unacknowledgedBytes = 0;
  #isFull = false;

  sent(seq: number, bytes: number): void {
    this.#sent.push({ seq, bytes });
    this.#unacknowledgedBytes += bytes;
  }

  /** Everything up to `seq` has arrived. */
  acknowledged(seq: number): void {
    const open = this.#sent.findIndex((one) => one.seq > seq);
    const done = open === -1 ? this.#sent.splice(0) : this.#sent.splice(0, open);
    for (const { bytes } of done) this.#unacknowledgedBytes -= bytes;
  }

  /** True when nothing more may be sent now. `bufferedBytes`: what waits in this process for the same client. */
  isFull(bufferedBytes: number): boolean {
    const behindBytes = Math.max(this.#unacknowledgedBytes, bufferedBytes);
    const boundBytes = this.#isFull ? limits.unacknowledgedBytes / 2 : limits.unacknowledgedBytes;
    this.#isFull = behindBytes > boundBytes;
    return this.#isFull;
  }
}
