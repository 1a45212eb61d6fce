import { box, fullBox, u16, u32, u8 } from './boxes.ts';
import { soundTrack } from './movie-boxes.ts';
import { findBox } from './read-boxes.ts';

/** "Encapsulation of Opus in ISO Base Media File Format" 0.8.1. */

/** Four packets of 20 ms, the 80 ms that a decoder needs before it is right, and shorter ones where silence ends. */
const rollPackets = 7;
const rollType = Buffer.from('roll');
/** Of the box of a sound's description, before the boxes in it (ISO 14496-12 section 12.2.3). */
const entryHeaderBytes = 36;

/**
 * `Opus` and its `dOps` (section 4.3): mono, as whoever encoded it had it. `preSkip`: samples that come out of a decoder
 * before the first that went into the encoder.
 */
export function opusEntry(preSkip: number): Buffer {
  const { timescale } = soundTrack;
  const sound = [u16(1, 16), u32(0), u32(timescale * 0x1_0000)];
  const specific = box('dOps', u8(0, 1), u16(preSkip), u32(timescale), u16(0), u8(0));
  return box('Opus', Buffer.alloc(6), u16(1), Buffer.alloc(8), ...sound, specific);
}

/** What a whole `Opus` box says. @throws Error where it is cut off */
export function preSkipOf(entry: Buffer): number {
  const specific = findBox(entry, ['dOps'], entryHeaderBytes, entry.length);
  return entry.readUInt16BE(specific.start + 2);
}

/** `sgpd`: how many packets before one have to be decoded, too (section 4.3.6.2; ISO 14496-12 section 10.1). */
export function opusRoll(): Buffer {
  const distance = Buffer.alloc(2);
  distance.writeInt16BE(-rollPackets);
  return fullBox('sgpd', 1, 0, rollType, u32(2, 1), distance);
}

/** `sbgp`: that this holds for all samples of a track or a fragment. */
export function opusRollOf(samples: number): Buffer {
  return fullBox('sbgp', 0, 0, rollType, u32(1, samples, 1));
}
