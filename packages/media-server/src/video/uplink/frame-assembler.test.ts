import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRtp, type RtpPacket } from '../../rtp/rtp-packet.ts';
import { createLayerPackets } from '../layer/layer-packets.ts';
import { FrameAssembler } from './frame-assembler.ts';

/** Frames of one to about seven packets that say their number, from any sequence number on. */
function packetsOf(frames: number, firstSequence: number): RtpPacket[] {
  const packetise = createLayerPackets(5, 'VP8');
  return Array.from({ length: frames }, (_, number) => {
    const data = Buffer.alloc(1 + ((number * 977) % 8000), number);
    return packetise(data, number * 3750).map((packet) => readRtp(packet)!);
  })
    .flat()
    .map((packet) => ({ ...packet, sequence: (packet.sequence + firstSequence) & 0xffff }));
}

function assemble(packets: readonly RtpPacket[], endMs = 0) {
  const seen: number[] = [];
  let losses = 0;
  const assembler = new FrameAssembler({
    codec: 'VP8',
    onFrame: ({ data }) => seen.push(data[0]!),
    onLoss: () => (losses += 1),
  });
  for (const packet of packets) assembler.push(packet, 0);
  if (endMs > 0) assembler.expire(endMs);
  return { seen, losses };
}

const inOrder = (frames: number) => Array.from({ length: frames }, (_, number) => number);

describe('frames from the packets of an uplink', () => {
  it('reordered and doubled packets give every frame once and in order, also where the numbers wrap', () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.infiniteStream(fc.nat(5)), (first, delays) => {
        const packets = packetsOf(20, first);
        const late = packets.slice(1).map((packet, index) => ({
          packet,
          at: index + (delays.next().value ?? 0),
        }));
        const sorted = late.toSorted((a, b) => a.at - b.at).map(({ packet }) => packet);
        const { seen, losses } = assemble([packets[0]!, ...sorted.flatMap((packet) => [packet, packet])]);
        expect(seen).toEqual(inOrder(20));
        expect(losses).toBe(0);
      }),
    );
  });

  it('a lost packet costs its frame, is told, and is waited for only so long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (lost) => {
        const packets = packetsOf(20, 65_500);
        const left = packets.toSpliced(lost, 1);
        expect(assemble(left, 119).losses).toBe(0);
        const { seen, losses } = assemble(left, 120);
        expect(losses).toBeGreaterThan(0);
        expect(seen.length).toBeGreaterThanOrEqual(18);
        expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      }),
    );
  });

  it('a sender that begins anew at other numbers is followed', () => {
    const { seen, losses } = assemble([...packetsOf(3, 100), ...packetsOf(3, 40_000)]);
    expect(seen).toEqual([0, 1, 2, 0, 1, 2]);
    expect(losses).toBe(1);
  });

  it('a flood behind one gap is not kept: memory has a bound', () => {
    const packets = packetsOf(400, 0).toSpliced(3, 1);
    expect(packets.length).toBeGreaterThan(600);
    expect(assemble(packets).losses).toBeGreaterThan(0);
  });

  it('random packets are survived', () => {
    const packet = fc.record({
      payloadType: fc.constant(97),
      marker: fc.boolean(),
      sequence: fc.nat(0xffff),
      timestamp: fc.nat(0xffffffff),
      ssrc: fc.constant(5),
      payload: fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
    });
    fc.assert(fc.property(fc.array(packet, { maxLength: 60 }), (packets) => void assemble(packets, 1000)));
  });

  it('control: packets that are taken as they come give another order', () => {
    const packets = packetsOf(20, 0);
    expect(assemble(packets.toReversed()).seen).not.toEqual(inOrder(20));
  });
});
