import { sampleRate } from '@cloudmeet/media-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTickClock } from '../src/audio/clock/tick-clock.ts';
import { startAudioChild, type AudioChild } from './audio/audio-child.ts';
import { listen } from './audio/listener.ts';
import { toneLevel } from './audio/spectrum.ts';
import { createTalker, voice } from './audio/talker.ts';

const mix = 1;
const room = 7;
const people = [
  { participantId: 'par_a', uplink: 11, own: 12, frequency: 440 },
  { participantId: 'par_b', uplink: 21, own: 22, frequency: 1130 },
  { participantId: 'par_c', uplink: 31, own: 32, frequency: 2390 },
];

let child: AudioChild;
beforeEach(async () => {
  child = await startAudioChild();
  child.send({ t: 'room.open', room, mix });
  child.send({ t: 'room.edges', room, ports: [child.edgePort] });
  for (const { participantId, uplink, own } of people) {
    child.send({
      t: 'source',
      room,
      participantId,
      kind: 'audio',
      uplink,
      own,
      edgePort: child.edgePort,
      open: true,
    });
  }
});
afterEach(() => child.close());

/** Lets everybody talk for some seconds in real time. */
async function talk(seconds: number, deliver = (datagram: Uint8Array) => child.deliver(datagram)) {
  const talkers = people.map(({ uplink, frequency }) => createTalker(uplink, voice(frequency)));
  let left = seconds * 50;
  await new Promise<void>((resolve) => {
    const clock = createTickClock({
      everyMs: 20,
      giveUpMs: Infinity,
      onTick: () => {
        for (const talker of talkers) deliver(talker.next());
        left -= 1;
        if (left > 0) return;
        clock.stop();
        resolve();
      },
    });
    clock.start();
  });
  for (const talker of talkers) talker.close();
}
const middle = (samples: Float32Array) => samples.subarray(sampleRate, 2 * sampleRate);

describe('the audio process', () => {
  it('gives each who talks the others and not themselves, and all listeners everybody', async () => {
    await talk(3);
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
  });
});
