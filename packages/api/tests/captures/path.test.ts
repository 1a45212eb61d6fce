import { startCaptureWorld } from '@cloudmeet/testing/captures';
import type { CaptureWorld } from '@cloudmeet/testing/captures';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: CaptureWorld;
beforeAll(async () => {
  world = await startCaptureWorld({ keepDays: 30 });
});
afterAll(() => world.close());

test('RC-1 a recording goes from its start over a recorder to a file that is there, and everybody is told', async () => {
  const recorder = await world.recorder();
  const tenant = await world.tenant();
  const session = await tenant.session();
  const id = await tenant.begin(session);
  for (let rounds = 0; rounds < 4; rounds += 1) await world.round();
  expect(await tenant.capture(id)).toMatchObject({ status: 'recording', step: null, part: 1 });
  await tenant.stop(id);
  for (let rounds = 0; rounds < 4; rounds += 1) await world.round();
  const ready = await tenant.capture(id);
  expect(ready).toMatchObject({ status: 'ready', seat: null, step: null, failure: null });
  expect(world.joined.get(ready.file!.key)).toEqual(recorder.acknowledged.map(({ key }) => key));
  expect(ready.expiresAt!.getTime() - ready.readyAt!.getTime()).toBe(30 * 24 * 3600 * 1000);
  expect(world.told.map(({ change }) => ('status' in change ? change.status : 'targets'))).toEqual([
    'started',
    'stopped',
  ]);
  const told = (await tenant.webhooks()).filter(({ roomId }) => roomId === session.roomId);
  expect(told.map(({ type }) => type)).toEqual(['recording.started', 'recording.ready']);
});
