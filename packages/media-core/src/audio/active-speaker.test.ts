import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActiveSpeaker } from './active-speaker.ts';

type Sound = (frame: number) => number;
const silent: Sound = () => -127;
/** Syllables of 200 ms with 60 ms between them. */
const speech =
  (level = -25): Sound =>
  (frame) =>
    frame % 13 < 10 ? level : -80;
const during =
  (from: number, to: number, sound: Sound): Sound =>
  (frame) =>
    frame >= from && frame < to ? sound(frame) : -127;

/** Who is taken for the speaker in each frame of 20 ms. */
function run(frames: number, ...sounds: Sound[]): (number | null)[] {
  const active = createActiveSpeaker<number>();
  return Array.from({ length: frames }, (_, frame) =>
    active.update(new Map(sounds.map((sound, key) => [key, sound(frame)]))),
  );
}
const changes = (speakers: (number | null)[]) =>
  speakers.filter((speaker, n) => n > 0 && speaker !== speakers[n - 1]).length;

describe('the active speaker', () => {
  it('is the first to speak, within 300 ms', () => {
    const speakers = run(100, silent, during(20, 100, speech()));
    expect(speakers.indexOf(1)).toBeGreaterThan(20);
    expect(speakers.indexOf(1)).toBeLessThan(35);
  });

  it('goes to the next within a second and a half of their turn', () => {
    const speakers = run(400, during(0, 200, speech()), during(200, 400, speech(-30)));
    expect(speakers[199]).toBe(0);
    const taken = speakers.indexOf(1);
    expect(taken).toBeGreaterThan(205);
    expect(taken).toBeLessThan(275);
    expect(changes(speakers)).toBe(2);
  });

  it('does not go to a knock, a cough or a short yes', () => {
    for (const frames of [1, 5, 15]) {
      const speakers = run(
        400,
        speech(),
        during(200, 200 + frames, () => -5),
      );
      expect(new Set(speakers.slice(50))).toEqual(new Set([0]));
    }
  });

  it('stays with who pauses for a breath while another makes noise', () => {
    const paused: Sound = (frame) => (frame >= 200 && frame < 225 ? -80 : speech()(frame));
    const speakers = run(400, paused, () => -58);
    expect(new Set(speakers.slice(50))).toEqual(new Set([0]));
  });

  it('changes many times where only the loudest of the moment is taken', () => {
    const sounds = [speech(-25), (frame: number) => speech(-26)(frame + 6)];
    const loudest = Array.from({ length: 400 }, (_, frame) => {
      const [a = 0, b = 0] = sounds.map((sound) => sound(frame));
      return a >= b ? 0 : 1;
    });
    expect(changes(loudest)).toBeGreaterThan(20);
    expect(changes(run(400, ...sounds))).toBeLessThan(5);
  });

  it('is always somebody who is or was there, whatever the levels', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.double({ min: -127, max: 0, noNaN: true })),
        ),
        (frames) => {
          const active = createActiveSpeaker<string>();
          const known = new Set<string>();
          for (const frame of frames) {
            for (const key of Object.keys(frame)) known.add(key);
            const speaker = active.update(new Map(Object.entries(frame)));
            if (speaker !== null) expect(known.has(speaker)).toBe(true);
          }
        },
      ),
    );
  });
});
