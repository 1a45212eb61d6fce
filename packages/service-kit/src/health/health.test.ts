import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { startHttpServer } from '../http/start-http-server.ts';
import { createLogger } from '../logging/logger.ts';
import { createHealth } from './health.ts';
import type { HealthCheck } from './health.ts';

async function start(checks: Record<string, HealthCheck>, timeoutMs = 1000) {
  const lines: string[] = [];
  const logger = createLogger({ service: 'api', stream: { write: (line: string) => void lines.push(line) } });
  const health = createHealth({ checks, timeoutMs, logger });
  const app = express().get('/healthz', health.healthz).get('/readyz', health.readyz);
  const server = await startHttpServer({ name: 'the test', handler: app, port: 0 });
  onTestFinished(() => server.close());
  const ask = async (path: string) => {
    const response = await fetch(server.url + path);
    return { status: response.status, body: await response.json() };
  };
  return { ask, health, lines };
}

const never: HealthCheck = () => new Promise(() => undefined);

test('ready when every dependency answers', async () => {
  const { ask } = await start({ database: async () => 1, queue: async () => 1 });
  expect(await ask('/readyz')).toMatchObject({
    status: 200,
    body: { status: 'ready', checks: { database: { ready: true }, queue: { ready: true } } },
  });
});

test('not ready when one fails, throws at once or stays silent; it is named, its error only logged', async () => {
  const failing = {
    database: () => Promise.reject(new Error('CANARY')),
    queue: () => {
      throw new Error('CANARY');
    },
    objects: never,
    identity: async () => 1,
  };
  const { ask, lines } = await start(failing, 20);
  const { status, body } = await ask('/readyz');
  expect(status).toBe(503);
  expect(body).toMatchObject({
    status: 'not-ready',
    checks: {
      database: { ready: false },
      queue: { ready: false },
      objects: { ready: false },
      identity: { ready: true },
    },
  });
  expect(JSON.stringify(body)).not.toContain('CANARY');
  expect(lines.filter((line) => line.includes('CANARY'))).toHaveLength(2);
});

test('the process is healthy whatever its dependencies do', async () => {
  const { ask } = await start({ database: never });
  expect(await ask('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
});

test('draining is not ready, so that no new requests are sent here', async () => {
  const { ask, health } = await start({ database: async () => 1 });
  health.startDraining();
  expect(await ask('/readyz')).toMatchObject({ status: 503, body: { status: 'draining' } });
  expect((await ask('/healthz')).status).toBe(200);
});
