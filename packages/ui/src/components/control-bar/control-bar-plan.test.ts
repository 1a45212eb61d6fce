import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planControlBar } from './control-bar-plan.ts';
import type { PlannedControl } from './control-bar-plan.ts';

const control = (id: string, label: string, rest: Partial<PlannedControl> = {}): PlannedControl => ({
  id,
  label,
  caret: false,
  ...rest,
});
const room = [
  control('microphone', 'Unmute', { caret: true }),
  control('camera', 'Stop video', { caret: true }),
  control('share', 'Share', { collapse: 3 }),
  control('hand', 'Raise hand'),
  control('react', 'React', { collapse: 1 }),
  control('chat', 'Chat'),
  control('people', 'People', { collapse: 2 }),
  control('more', 'More'),
];
const plan = (width: number) => planControlBar(room, 'Leave', width);
const collapsed = (width: number) => [...plan(width).collapsed].sort();

describe('the control bar', () => {
  it.each([900, 1060, 1440, 2560])('at %d px shows all, with words and carets, in the middle', (width) => {
    expect(plan(width)).toMatchObject({ words: true, carets: true, centred: true });
    expect(collapsed(width)).toEqual([]);
  });

  it('at 816 px shows all with words, without carets', () => {
    expect(plan(816)).toMatchObject({ words: true, carets: false, centred: false });
    expect(collapsed(816)).toEqual([]);
  });

  it('at 500 px keeps words and moves React and People under More', () => {
    expect(plan(500).words).toBe(true);
    expect(collapsed(500)).toEqual(['people', 'react']);
  });

  it('below 480 px shows icons alone', () => {
    expect(plan(479).words).toBe(false);
    expect(plan(453).words).toBe(false);
  });

  it('on a phone moves React, People and Share under More', () => {
    expect(collapsed(390)).toEqual(['people', 'react', 'share']);
    expect(collapsed(360)).toEqual(['people', 'react', 'share']);
  });

  it('never moves microphone, camera, hand, chat or More', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (width) => {
        for (const id of ['microphone', 'camera', 'hand', 'chat', 'more']) {
          expect(plan(width).collapsed.has(id)).toBe(false);
        }
      }),
    );
  });

  it('never moves more where there is more room, among words and among icons', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 2000 }), fc.integer({ min: 0, max: 500 }), (width, more) => {
        fc.pre(plan(width).words === plan(width + more).words);
        fc.pre(width >= 420 || width + more < 420);
        expect(plan(width + more).collapsed.size).toBeLessThanOrEqual(plan(width).collapsed.size);
      }),
    );
  });

  it('before it was measured shows all', () => {
    expect(plan(0)).toMatchObject({ words: true, carets: true });
    expect(collapsed(0)).toEqual([]);
  });

  it('gives up words, not controls, where a language’s words are long', () => {
    const long = room.map((one) => ({ ...one, label: 'Σηκώστε το χέρι σας', collapse: undefined }));
    expect(planControlBar(long, 'Έξοδος', 600)).toMatchObject({ words: false });
    expect(planControlBar(long, 'Έξοδος', 600).collapsed.size).toBe(0);
  });
});
