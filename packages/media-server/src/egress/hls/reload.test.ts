import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeReload, readReload } from './reload.ts';

/** Segment 7 is whole and has six parts; two parts of segment 8 are made. */
const edge = { segment: 7, partsOfLast: 6, partsOfOpen: 2 };

describe('asking for a playlist that is not there yet', () => {
  it.each([
    [7, null, 'there'],
    [6, 99, 'there'],
    [7, 5, 'there'],
    [7, 6, 'there'],
    [8, 1, 'there'],
    [8, null, 'soon'],
    [8, 2, 'soon'],
    [8, 10, 'soon'],
    [9, 0, 'soon'],
    [8, 11, 'too-far'],
    [9, 9, 'too-far'],
    [10, null, 'too-far'],
  ] as const)('HLS-6, HLS-7 segment %i, part %o is %s', (segment, part, verdict) => {
    expect(judgeReload({ segment, part }, edge)).toBe(verdict);
  });

  it('HLS-6 a part behind the last of a segment is the first of the next', () => {
    const between = { ...edge, partsOfOpen: 0 };
    expect(judgeReload({ segment: 7, part: 6 }, between)).toBe('soon');
    expect(judgeReload({ segment: 7, part: 6 }, { ...edge, partsOfOpen: 1 })).toBe('there');
  });

  it('HLS-6 directives are read, others are ignored', () => {
    expect(readReload('viewer=abc&_HLS_msn=12&_HLS_part=3&_HLS_skip=YES')).toEqual({ segment: 12, part: 3 });
    expect(readReload('_HLS_msn=12')).toEqual({ segment: 12, part: null });
    expect(readReload('viewer=abc')).toBeNull();
  });

  it.each([
    '_HLS_part=1',
    '_HLS_msn=1&_HLS_msn=2',
    '_HLS_msn=',
    '_HLS_msn=-1',
    '_HLS_msn=1e3',
    '_HLS_msn=1&_HLS_part=x',
  ])('HLS-7 %s is a mistake', (query) => expect(readReload(query)).toHaveProperty('error'));

  it('HLS-7 no query throws, and none is waited for beyond what may be asked', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        const read = readReload(query);
        if (read && 'segment' in read && read.segment > edge.segment + 2)
          expect(judgeReload(read, edge)).toBe('too-far');
      }),
    );
  });
});
