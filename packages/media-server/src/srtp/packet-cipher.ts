import type { PacketSlots } from './packet-slots.ts';

/** What makes the nonce of a packet: together used once only (RFC 3711 section 3.2.1). */
export interface PacketNumbers {
  ssrc: number;
  /** How often the sequence number has gone round. */
  rollover: number;
  /** 16 bits. */
  sequence: number;
}

/** Opens RTP packets of one direction. */
export interface PacketOpener {
  /**
   * Checks and decrypts a packet in place. `body` is where its header ends. Returns where its plain text ends; -1 for
   * a wrong tag.
   */
  open(packet: Buffer, body: number, numbers: PacketNumbers): number;
}

/** Seals and opens RTP packets of one direction. */
export interface PacketCipher extends PacketOpener {
  readonly tagBytes: number;
  /** Written in front of each packet that is sealed; null where none is needed. */
  readonly pad: Buffer | null;
  /** Encrypts `count` packets from place `first` on (round the ring) and writes their tags behind them. */
  seal(slots: PacketSlots, first: number, count: number): void;
}
