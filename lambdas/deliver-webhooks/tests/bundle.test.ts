import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { toSqsEvent } from '@cloudmeet/platform';
import { loadFunction } from '@cloudmeet/testing/functions';
import type { LoadedFunction } from '@cloudmeet/testing/functions';
import { eventData, startWebhookWorld } from '@cloudmeet/testing/webhooks';
import type { WebhookWorld } from '@cloudmeet/testing/webhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('..', import.meta.url));
let world: WebhookWorld;
let loaded: LoadedFunction;

beforeAll(async () => {
  world = await startWebhookWorld();
  vi.stubEnv('CLOUDMEET_INTERNAL_API_URL', world.internal.url);
  vi.stubEnv('CLOUDMEET_INTERNAL_SECRET', world.internal.secret);
  vi.stubEnv('CLOUDMEET_WEBHOOK_ALLOW_PRIVATE', 'true');
  loaded = await loadFunction(folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await loaded.close();
  await world.close();
});

test('what is uploaded delivers webhooks by itself, and hands back what is not a job', async () => {
  const receiver = await world.receiver();
  const tenant = await world.tenant();
  await tenant.endpoint(receiver.url);
  const roomId = await tenant.room();
  await tenant.event(roomId, eventData(1));
  await world.sender.step();
  await world.queue.send([{ body: 'poison' }]);
  const messages = await world.queue.receive({ visibilityMs: 60_000 });
  const poison = messages.find(({ body }) => body === 'poison');
  expect(messages).toHaveLength(2);
  const { batchItemFailures } = await loaded.handler(toSqsEvent(messages, 'webhooks'));
  expect(batchItemFailures).toEqual([{ itemIdentifier: poison?.id }]);
  expect(receiver.received).toHaveLength(1);
  expect(await tenant.deliveries()).toMatchObject([{ status: 'delivered' }]);
});

test('it is small, so that it starts fast', () => {
  expect(loaded.size).toBeLessThan(400_000);
});

test('two builds of the same sources are the same bytes', async () => {
  const zipFile = join(folder, 'dist/function.zip');
  const first = await readFile(zipFile);
  await run(process.execPath, ['../../scripts/functions/build-function.mjs'], { cwd: folder });
  expect((await readFile(zipFile)).equals(first)).toBe(true);
});
