import type { PacketSlots } from './packet-slots.ts';

/** Opens RTP packets of one direction. */
export interface PacketOpener {
  /**
   * Checks and decrypts a packet in place. `body` is where its header ends. Returns where its plain text ends; -1 for
   * a wrong tag.
   */
  open(packet: Buffer, body: number, ssrc: number, rollover: number, sequence: number): number;
}

/** Seals and opens RTP packets of one direction. */
export interface PacketCipher extends PacketOpener {
  readonly tagBytes: number;
  /** Written in front of each packet that is sealed; null where none is needed. */
  readonly pad: Buffer | null;
  /** Encrypts `count` packets from place `first` on (round the ring) and writes their tags behind them. */
  seal(slots: PacketSlots, first: number, count: number): void;
}
