const places = 1024;

/** A packet as it was sent; the payload is shared by all who received it. */
export interface SentPacket {
  /** Sequence number below the rollover counter. */
  index: number;
  timestamp: number;
  marker: boolean;
  sendTime: number;
  payload: Buffer;
  repeatedAtMs: number;
}

/** The last packets of one source, to be repeated when they were lost. */
export class PacketRing {
  readonly #sent = new Array<SentPacket | undefined>(places);

  put(packet: SentPacket): void {
    this.#sent[packet.index % places] = packet;
  }

  /** By sequence number; null for one that was never sent or is too long ago. */
  get(sequence: number): SentPacket | null {
    const packet = this.#sent[sequence % places];
    return packet !== undefined && (packet.index & 0xffff) === sequence ? packet : null;
  }
}
