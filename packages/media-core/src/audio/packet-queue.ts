import { createUnwrapper } from '../rtp/arithmetic.ts';

/** A packet of sound as it came. */
export interface SoundPacket {
  /** 16 bit, wraps. */
  sequenceNumber: number;
  /** 32 bit at 48 kHz, wraps. */
  timestamp: number;
  payload: Uint8Array;
}

export interface QueuedSound {
  /** Unwrapped. */
  sequence: number;
  /** Unwrapped: where its first sample belongs. */
  at: number;
  samples: number;
  payload: Uint8Array;
}

/** Puts packets into their order; each is there once. */
export interface PacketQueue {
  /** What a packet turned out to be: `late` ones (before `playedTo`) and duplicates are not kept. */
  insert(packet: SoundPacket, samples: number, playedTo: number): 'kept' | 'late' | 'duplicate';
  first(): QueuedSound | undefined;
  last(): QueuedSound | undefined;
  shift(): QueuedSound | undefined;
  /** Unwraps a timestamp as the packets' are. */
  unwrap(timestamp: number): number;
  size(): number;
  clear(): void;
}

export function createPacketQueue(): PacketQueue {
  const queue: QueuedSound[] = [];
  const unwrap = createUnwrapper(32);
  const unwrapSequence = createUnwrapper(16);
  return {
    insert(packet, samples, playedTo) {
      const at = unwrap(packet.timestamp);
      const sequence = unwrapSequence(packet.sequenceNumber);
      if (at + samples <= playedTo) return 'late';
      let place = queue.length;
      while (place > 0 && (queue[place - 1]?.at ?? 0) > at) place -= 1;
      if (queue[place - 1]?.at === at) return 'duplicate';
      queue.splice(place, 0, { sequence, at, samples, payload: packet.payload });
      return 'kept';
    },
    first: () => queue[0],
    last: () => queue.at(-1),
    shift: () => queue.shift(),
    unwrap,
    // No getter: each of them would give its object a shape of its own, which is slow where there are many.
    size: () => queue.length,
    clear: () => {
      queue.length = 0;
    },
  };
}
