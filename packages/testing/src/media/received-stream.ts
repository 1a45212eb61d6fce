/** What one line brought down, counted from the headers, which are in clear text. */
export class ReceivedStream {
  packets = 0;
  bytes = 0;
  /** Last packets of pictures. */
  frames = 0;
  /** Packets of RFC 4588. */
  repeats = 0;
  /** Packets that never came, repetition included. */
  lost = 0;
  /** Sequence numbers that came twice. */
  doubled = 0;
  /** Timestamps that went back. */
  backwards = 0;
  longestGapMs = 0;
  ssrc: number | null = null;
  lastTimestamp: number | null = null;
  readonly missing = new Map<number, { sinceMs: number; asked: number }>();
  highest = -1;
  lastMs: number | null = null;
  #reported = { packets: 0, lost: 0 };

  /** A packet of the line itself. `reorderable`: whether gaps may still be filled (NACK). */
  add(packet: Buffer, nowMs: number): void {
    const sequence = packet.readUInt16BE(2);
    const timestamp = packet.readUInt32BE(4);
    this.ssrc = packet.readUInt32BE(8);
    this.packets += 1;
    this.bytes += packet.length;
    if ((packet.readUInt8(1) & 0x80) !== 0) this.frames += 1;
    if (this.lastMs !== null) this.longestGapMs = Math.max(this.longestGapMs, nowMs - this.lastMs);
    this.lastMs = nowMs;
    this.#sequence(sequence, nowMs, timestamp);
  }

  #sequence(sequence: number, nowMs: number, timestamp: number): void {
    if (this.highest < 0) this.highest = sequence;
    else {
      const extended = this.highest + (((sequence - this.highest) << 16) >> 16);
      if (extended <= this.highest) {
        if (!this.missing.delete(extended)) this.doubled += 1;
        return;
      }
      for (let gap = this.highest + 1; gap < extended; gap += 1) {
        this.missing.set(gap, { sinceMs: nowMs, asked: 0 });
      }
      this.highest = extended;
      if (this.lastTimestamp !== null && ((timestamp - this.lastTimestamp) | 0) < 0) this.backwards += 1;
    }
    this.lastTimestamp = timestamp;
  }

  /** What came and what was lost since the last time this was asked. */
  sinceLastReport(): { packets: number; lost: number } {
    const { packets, lost } = this;
    const since = { packets: packets - this.#reported.packets, lost: lost - this.#reported.lost };
    this.#reported = { packets, lost };
    return since;
  }

  /** A packet was repeated under the other source. */
  repeated(sequence: number): void {
    this.repeats += 1;
    for (const extended of this.missing.keys())
      if ((extended & 0xffff) === sequence) this.missing.delete(extended);
  }

  /** Sequence numbers to ask for now. Those missing for a second are lost. */
  due(nowMs: number): number[] {
    const asked: number[] = [];
    for (const [extended, entry] of this.missing) {
      if (nowMs - entry.sinceMs > 1000) {
        this.missing.delete(extended);
        this.lost += 1;
      } else if (nowMs - entry.sinceMs >= 10 + entry.asked * 80) {
        entry.asked += 1;
        asked.push(extended & 0xffff);
      }
    }
    return asked.slice(0, 64);
  }
}
