import { parseRtp, type RtpPacket } from '@cloudmeet/media-core';
import { describe, expect, it } from 'vitest';
import type { FromAudio } from '../../children/messages.ts';
import { speech, type Person } from '../../../tests/audio/meeting.ts';
import { tone, voice } from '../../../tests/audio/talker.ts';
import { eachPacket } from '../../rtp/packet-bundle.ts';
import { MixedRoom } from './mixed-room.ts';
import { UplinkTotals } from './uplink-totals.ts';

const common = 5;
/** Somebody who says of each packet how loud it is, or nothing. */
interface Saying extends Person {
  saidDbov?: (tick: number) => number;
}
const person = (
  n: number,
  sound: (sample: number) => number,
  saidDbov?: (tick: number) => number,
): Saying => ({
  participantId: `par_${n}`,
  uplink: 10 * n,
  own: 10 * n + 1,
  sound,
  ...(saidDbov && { saidDbov }),
});

/** Runs a room through a conversation on a time of its own, as fast as it can be computed. */
function converse(people: readonly Saying[], seconds: number) {
  const sent: { packet: RtpPacket; tick: number }[] = [];
  const said: FromAudio[] = [];
  const counts = { decoded: 0, encoded: 0 };
  let tick = 0;
  const room = new MixedRoom({
    room: 1,
    mix: common,
    say: (message) => said.push(message),
    sendTo: (datagram) =>
      eachPacket(datagram, (one) => {
        const packet = parseRtp(one);
        if (packet) sent.push({ packet, tick });
      }),
    totals: new UplinkTotals(),
    count: { decoded: () => void (counts.decoded += 1), encoded: () => void (counts.encoded += 1) },
  });
  room.setEdges([1]);
  for (const { participantId, uplink, own } of people) {
    room.describe({ participantId, kind: 'audio', uplink, own, edgePort: 1, open: true });
  }
  const said20ms = people.map((one) => speech(one, seconds));
  for (; tick < seconds * 50; tick += 1) {
    said20ms.forEach((datagrams, n) => {
      const packet = parseRtp(datagrams[tick] ?? new Uint8Array());
      if (!packet) return;
      const saidDbov = people[n]?.saidDbov?.(tick);
      room.receive(people[n]?.uplink ?? 0, { ...packet, saidDbov }, tick * 20);
    });
    room.tick(tick * 20 + 5, tick * 960);
  }
  room.close();
  return { sent, said, counts, ticks: tick };
}

describe('a mixed room', () => {
  it('decodes only the loudest of many, and hears within a second who gets louder', () => {
    const talking = Array.from({ length: 30 }, (_, n) =>
      person(n + 1, voice(300 + 40 * n, n < 5 ? 6000 : 1500)),
    );
    const louder = person(40, (at) => voice(900, at < 48_000 ? 1500 : 25_000)(at));
    const { sent, counts, ticks } = converse([...talking, louder], 3);
    expect(counts.decoded / ticks).toBeLessThan(17);
    const first = sent.find(({ packet }) => packet.ssrc === louder.own);
    expect(first?.tick).toBeGreaterThanOrEqual(50);
    expect(first?.tick).toBeLessThan(100);
    expect(sent.filter(({ packet }) => packet.ssrc === louder.own).length).toBeGreaterThan(40);
  });

  it('hears five of many who are equally loud, and does not pass their places round', () => {
    const equals = Array.from({ length: 20 }, (_, n) => person(n + 1, voice(300 + 40 * n, 6000)));
    const { sent, counts, ticks } = converse(equals, 2);
    const owns = new Set(sent.map(({ packet }) => packet.ssrc).filter((ssrc) => ssrc !== common));
    expect(owns.size).toBe(5);
    expect(counts.encoded / ticks).toBeLessThanOrEqual(6);
  });

  it('decodes of those who say how loud they are who may be heard, and hears who gets louder', () => {
    const tones = Array.from({ length: 30 }, (_, n) =>
      person(n + 1, tone(300 + 40 * n, n < 5 ? 6000 : 1500), () => (n < 5 ? -18 : -30)),
    );
    const louder = person(
      40,
      (at) => tone(900, at < 48_000 ? 1500 : 25_000)(at),
      (tick) => (tick < 50 ? -30 : -5),
    );
    const { sent, counts, ticks } = converse([...tones, louder], 3);
    expect(counts.decoded / ticks).toBeLessThan(7);
    const first = sent.find(({ packet }) => packet.ssrc === louder.own);
    expect(first?.tick).toBeGreaterThanOrEqual(50);
    expect(first?.tick).toBeLessThan(75);
  });

  it('hears nobody for what they say: who says to be the loudest is measured, and not believed again', () => {
    const honest = Array.from({ length: 5 }, (_, n) => person(n + 1, tone(300 + 40 * n), () => -18));
    const liars = Array.from({ length: 40 }, (_, n) => person(n + 10, tone(900 + n, 300), () => 0));
    const { sent, counts, ticks } = converse([...honest, ...liars], 2);
    const owns = new Set(sent.filter(({ tick }) => tick > 25).map(({ packet }) => packet.ssrc));
    for (const liar of liars) expect(owns.has(liar.own)).toBe(false);
    for (const { own } of honest) expect(owns.has(own)).toBe(true);
    expect(counts.decoded / ticks).toBeLessThan(18);
  });

  it('hears in the end who says to be silent and is not, and decodes nothing of who is', () => {
    const modest = person(1, tone(300), () => -127);
    const { sent } = converse([modest], 4);
    expect(sent.filter(({ packet }) => packet.ssrc === modest.own).length).toBeGreaterThan(50);
    const silent = converse(
      [
        person(
          2,
          (at) => 3 * Math.sin(at * at),
          () => -75,
        ),
      ],
      6,
    );
    expect(silent.counts.decoded / silent.ticks).toBeLessThan(0.2);
  });

  it('has one packet of the common mix for each tick, in order, whoever speaks', () => {
    const { sent, ticks } = converse([person(1, voice(300)), person(2, voice(700))], 2);
    const packets = sent.filter(({ packet }) => packet.ssrc === common).map(({ packet }) => packet);
    expect(packets).toHaveLength(ticks);
    packets.forEach((packet, n) => {
      expect(packet.sequenceNumber).toBe(n);
      expect(packet.timestamp).toBe(n * 960);
    });
  });
});
