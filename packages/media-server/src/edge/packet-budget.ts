/** How much one client may send: beyond it packets are dropped before anything is computed for them. */
export interface PacketBudgetLimits {
  packetsPerSecond: number;
  bytesPerSecond: number;
}

const defaults: PacketBudgetLimits = { packetsPerSecond: 2500, bytesPerSecond: 1_500_000 };

/** A token bucket of one second for packets and bytes. */
export class PacketBudget {
  readonly #limits: PacketBudgetLimits;
  #packets: number;
  #bytes: number;
  #atMs: number;
  dropped = 0;

  constructor(nowMs: number, limits: PacketBudgetLimits = defaults) {
    this.#limits = limits;
    this.#packets = limits.packetsPerSecond;
    this.#bytes = limits.bytesPerSecond;
    this.#atMs = nowMs;
  }

  /** Whether a datagram of this size is within the budget. */
  take(bytes: number, nowMs: number): boolean {
    const seconds = (nowMs - this.#atMs) / 1000;
    this.#atMs = nowMs;
    const { packetsPerSecond, bytesPerSecond } = this.#limits;
    this.#packets = Math.min(packetsPerSecond, this.#packets + seconds * packetsPerSecond);
    this.#bytes = Math.min(bytesPerSecond, this.#bytes + seconds * bytesPerSecond);
    if (this.#packets < 1 || this.#bytes < bytes) {
      this.dropped += 1;
      return false;
    }
    this.#packets -= 1;
    this.#bytes -= bytes;
    return true;
  }
}
