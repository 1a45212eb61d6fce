import { createLogger } from '@cloudmeet/service-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiWorld } from '../../tests/api-world.ts';
import type { ApiWorld } from '../../tests/api-world.ts';
import { takeOutbox } from '../../tests/outbox-of.ts';
import { startChores } from './chores.ts';
import { createRequestLog } from './request-log.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.close());

/** One message that was sent; then the chores run once. Resolves to how many they left. */
async function leftAfterChores(outboxDays?: number): Promise<number> {
  const { database } = world;
  await world.call('post', '/v1/rooms');
  await database.system.markOutboxDone((await takeOutbox(database)).map(({ id }) => id));
  const logger = createLogger({ service: 'chores', level: 'silent' });
  const requestLog = createRequestLog({ database, logger });
  const age = outboxDays === undefined ? {} : { outboxDays };
  const chores = startChores({ database, requestLog, logger, everyMs: 3_600_000, ...age });
  await chores.run();
  await chores.close();
  return (await database.system.purge(0)).outbox;
}

test('messages that were sent long ago are taken away', async () => {
  expect(await leftAfterChores(0)).toBe(0);
});

test('control: a message that was sent just now stays', async () => {
  expect(await leftAfterChores()).toBe(1);
});
