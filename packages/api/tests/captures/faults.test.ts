import { joinAll, ride, wrongWith } from '@cloudmeet/testing/captures';
import { expect, test } from 'vitest';

test.each([1, 2])(
  'RC-4 senders, functions and recorders die, jobs are doubled: all ends, nothing acknowledged is lost or doubled (seed %i)',
  async (seed) => {
    const wreck = await ride(seed);
    try {
      expect(await wrongWith(wreck), `seed ${String(seed)}`).toEqual([]);
      expect(wreck.kills).toBeGreaterThan(3);
    } finally {
      await wreck.world.close();
    }
  },
  60_000,
);

test('RC-4 control: a joining that leaves out a segment is noticed', async () => {
  const join: typeof joinAll = (work, objects) => {
    for (const part of work.parts) part.segments.pop();
    return joinAll(work, objects);
  };
  const wreck = await ride(1, { join });
  try {
    expect((await wrongWith(wreck)).join()).toContain('what was acknowledged is in the file');
  } finally {
    await wreck.world.close();
  }
}, 60_000);
