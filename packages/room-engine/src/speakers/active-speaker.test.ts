import { expect, test } from 'vitest';
import { ActiveSpeaker } from './active-speaker.ts';

const silence = -127;

/** Feeds levels every 100 ms; each line holds for its time. Returns who was active at the end of each line. */
function play(lines: { levels: Record<string, number>; forMs: number }[]): (string | null)[] {
  const speaker = new ActiveSpeaker();
  let nowMs = 0;
  return lines.map(({ levels, forMs }) => {
    let active: string | null = null;
    for (let passedMs = 0; passedMs < forMs; passedMs += 100) {
      nowMs += 100;
      active = speaker.update(new Map(Object.entries(levels)), nowMs).active;
    }
    return active;
  });
}

test('nobody is active before somebody speaks, and whoever spoke last stays active in silence', () => {
  expect(
    play([
      { levels: { a: silence, b: silence }, forMs: 1_000 },
      { levels: { a: -25, b: silence }, forMs: 300 },
      { levels: { a: silence, b: silence }, forMs: 30_000 },
    ]),
  ).toEqual([null, 'a', 'a']);
});

test('a cough over a talking person takes nothing over; speech that is clearly louder does', () => {
  expect(
    play([
      { levels: { a: -30, b: silence }, forMs: 2_000 },
      { levels: { a: -30, b: -15 }, forMs: 200 },
      { levels: { a: -30, b: silence }, forMs: 1_000 },
      { levels: { a: -30, b: -15 }, forMs: 1_000 },
    ]),
  ).toEqual(['a', 'a', 'a', 'b']);
});

test('two who talk at the same loudness do not flicker', () => {
  const speaker = new ActiveSpeaker();
  const seen: (string | null)[] = [];
  for (let step = 1; step <= 600; step += 1) {
    const swing = step % 2 === 0 ? 4 : -4;
    seen.push(
      speaker.update(
        new Map([
          ['a', -25 + swing],
          ['b', -25 - swing],
        ]),
        step * 100,
      ).active,
    );
  }
  const changes = seen.filter((one, index) => index > 0 && one !== seen[index - 1]).length;
  expect(changes).toBeLessThanOrEqual(1);
});

test('a pause between words does not end speech, a longer one does', () => {
  const speaker = new ActiveSpeaker();
  speaker.update(new Map([['a', -25]]), 0);
  expect(speaker.update(new Map([['a', silence]]), 500).speaking).toEqual(['a']);
  expect(speaker.update(new Map([['a', silence]]), 1_000).speaking).toEqual([]);
});

test('room noise is no speech', () => {
  expect(play([{ levels: { a: -50, b: -60 }, forMs: 10_000 }])).toEqual([null]);
});

test('somebody who left is active no more', () => {
  expect(
    play([
      { levels: { a: -20, b: silence }, forMs: 500 },
      { levels: { b: silence }, forMs: 500 },
    ]),
  ).toEqual(['a', null]);
});
