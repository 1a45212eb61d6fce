import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { toSqsEvent } from '@cloudmeet/platform';
import { eventData, startWebhookWorld } from '@cloudmeet/testing/webhooks';
import type { WebhookWorld } from '@cloudmeet/testing/webhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DeliverWebhooks } from '../src/index.ts';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('..', import.meta.url));
const zipFile = join(folder, 'dist/function.zip');
let world: WebhookWorld;
let unpacked: string;

/** The one file of the zip, as AWS Lambda unpacks it. */
async function unpack(): Promise<string> {
  const bytes = await readFile(zipFile);
  const [nameLength, packedLength] = [bytes.readUInt16LE(26), bytes.readUInt32LE(18)];
  const name = bytes.subarray(30, 30 + nameLength).toString();
  const start = 30 + nameLength;
  const file = join(unpacked, name);
  await writeFile(file, inflateRawSync(bytes.subarray(start, start + packedLength)));
  return file;
}

beforeAll(async () => {
  world = await startWebhookWorld();
  unpacked = await mkdtemp(join(tmpdir(), 'cloudmeet-function-'));
  await run(process.execPath, ['../../scripts/functions/build-function.mjs'], { cwd: folder });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(unpacked, { recursive: true, force: true });
  await world.close();
});

async function load(): Promise<DeliverWebhooks> {
  vi.stubEnv('CLOUDMEET_INTERNAL_API_URL', world.internal.url);
  vi.stubEnv('CLOUDMEET_INTERNAL_SECRET', world.internal.secret);
  vi.stubEnv('CLOUDMEET_WEBHOOK_ALLOW_PRIVATE', 'true');
  const module = (await import(pathToFileURL(await unpack()).href)) as { handler: DeliverWebhooks };
  return module.handler;
}

test('what is uploaded delivers webhooks by itself, and hands back what is not a job', async () => {
  const handler = await load();
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
  const { batchItemFailures } = await handler(toSqsEvent(messages, 'webhooks'));
  expect(batchItemFailures).toEqual([{ itemIdentifier: poison?.id }]);
  expect(receiver.received).toHaveLength(1);
  expect(await tenant.deliveries()).toMatchObject([{ status: 'delivered' }]);
});

test('it is small, so that it starts fast', async () => {
  expect((await stat(zipFile)).size).toBeLessThan(400_000);
});

test('two builds of the same sources are the same bytes', async () => {
  const first = await readFile(zipFile);
  await run(process.execPath, ['../../scripts/functions/build-function.mjs'], { cwd: folder });
  expect((await readFile(zipFile)).equals(first)).toBe(true);
});
