import { randomBytes } from 'node:crypto';
import { levelDbov, sampleRate, serialiseRtp } from '@cloudmeet/media-core';
import { seededRandom } from '@cloudmeet/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAudioChild, type AudioChild } from './audio/audio-child.ts';
import { listen, longestGapMs } from './audio/listener.ts';
import { openRoom, talk } from './audio/meeting.ts';
import { toneLevel } from './audio/spectrum.ts';
import { tone, voice } from './audio/talker.ts';

const mix = 1;
const room = 7;
const people = [
  { participantId: 'par_a', uplink: 11, own: 12, frequency: 440, sound: voice(440) },
  { participantId: 'par_b', uplink: 21, own: 22, frequency: 1130, sound: voice(1130) },
  { participantId: 'par_c', uplink: 31, own: 32, frequency: 2390, sound: voice(2390) },
];

let child: AudioChild;
beforeEach(async () => {
  child = await startAudioChild();
});
afterEach(() => child.close());

const middle = (samples: Float32Array) => samples.subarray(sampleRate, 2 * sampleRate);
/** The longest stretch without sound, in milliseconds. */
function longestSilenceMs(samples: Float32Array): number {
  let [longest, now] = [0, 0];
  for (let at = 0; at + 480 <= samples.length; at += 480) {
    now = levelDbov(samples.subarray(at, at + 480)) < -60 ? now + 10 : 0;
    longest = Math.max(longest, now);
  }
  return longest;
}
describe('the audio process', () => {
  it('gives each who talks the others and not themselves, and all listeners everybody', async () => {
    openRoom(child.send, room, mix, child.edgePort, people);
    await talk(people, 3, child.deliver);
    const common = child.arrivals(mix);
    const all = middle(listen(common, []));
    for (const { frequency } of people) expect(toneLevel(all, frequency)).toBeGreaterThan(-30);
    for (const person of people) {
      const heard = middle(listen(common, child.arrivals(person.own)));
      expect(toneLevel(heard, person.frequency)).toBeLessThan(-60);
      for (const other of people) {
        if (other !== person) expect(toneLevel(heard, other.frequency)).toBeGreaterThan(-30);
      }
    }
    // The check sees a voice that comes back: whoever is given the common mix hears themselves.
    expect(toneLevel(all, people[0]!.frequency)).toBeGreaterThan(-60);
  });

  it('sends the own mix of a moment before the common mix of the same timestamp', async () => {
    openRoom(child.send, room, mix, child.edgePort, people.slice(0, 1));
    await talk(people.slice(0, 1), 1, child.deliver);
    const commonAt = new Map(child.arrivals(mix).map(({ packet, atMs }) => [packet.timestamp, atMs]));
    const own = child.arrivals(12);
    expect(own.length).toBeGreaterThan(10);
    for (const { packet, atMs } of own) {
      expect(atMs).toBeLessThanOrEqual(commonAt.get(packet.timestamp) ?? -Infinity);
    }
  });

  it('never lets a voice gap for 200 ms under 10 % loss, 40 ms of jitter and packets twice (seed 5)', async () => {
    const random = seededRandom(5);
    const singer = [{ ...people[0]!, sound: tone(440) }];
    openRoom(child.send, room, mix, child.edgePort, singer);
    const late = new Set<ReturnType<typeof setTimeout>>();
    await talk(singer, 4, (datagram) => {
      const copies = random() < 0.1 ? 0 : random() < 0.05 ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        late.add(setTimeout(() => child.deliver(datagram), 40 * random()));
      }
    });
    const common = child.arrivals(mix);
    const heard = listen(common, []);
    expect(longestSilenceMs(heard.subarray(0.5 * sampleRate, 3.5 * sampleRate))).toBeLessThan(200);
    expect(longestGapMs(common)).toBeLessThan(200);
    const timestamps = common.map(({ packet }) => packet.timestamp);
    expect(timestamps.every((at, n) => n === 0 || (at - (timestamps[n - 1] ?? 0)) % 960 === 0)).toBe(true);
    // The check sees a gap: the same sound with a hole of 200 ms in it.
    expect(longestSilenceMs(heard.fill(0, sampleRate, 1.2 * sampleRate))).toBeGreaterThanOrEqual(190);
  });

  it('ignores garbage, wrong payload types, unknown streams and broken Opus, and mixes on', async () => {
    openRoom(child.send, room, mix, child.edgePort, people.slice(0, 2));
    const wrong = (payloadType: number, ssrc: number, payload: Uint8Array, n: number) =>
      serialiseRtp({
        payloadType,
        marker: false,
        sequenceNumber: n & 0xffff,
        timestamp: n * 960,
        ssrc,
        payload,
      });
    let n = 0;
    await talk(people.slice(0, 1), 3, (datagram) => {
      n += 1;
      child.deliver(datagram);
      child.deliver(randomBytes(n % 200));
      child.deliver(datagram.subarray(0, n % 14));
      child.deliver(wrong(96, 11, randomBytes(50), n));
      child.deliver(wrong(111, 999, randomBytes(50), n));
      child.deliver(wrong(111, 21, randomBytes(n % 60), n));
    });
    const heard = middle(listen(child.arrivals(mix), []));
    expect(toneLevel(heard, 440)).toBeGreaterThan(-30);
    expect(child.exitCode()).toBeNull();
    expect(longestGapMs(child.arrivals(mix))).toBeLessThan(200);
  });
});
