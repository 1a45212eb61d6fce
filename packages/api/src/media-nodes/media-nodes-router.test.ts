import { randomText } from '@cloudmeet/contracts';
import type { MediaNodeReport } from '@cloudmeet/contracts';
import { createLogger, startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mediaNodesRouter } from './media-nodes-router.ts';

const internalSecret = randomText(48);
const reported: MediaNodeReport[] = [];
let http: HttpServer;
beforeAll(async () => {
  const mediaNodes = {
    report: async (report: MediaNodeReport) => {
      reported.push(report);
    },
  };
  const logger = createLogger({ service: 'api', level: 'silent' });
  const handler = express().use(mediaNodesRouter({ database: { mediaNodes }, internalSecret, logger }));
  http = await startHttpServer({ name: 'the API', handler, port: 0, drainMs: 0 });
});
afterAll(() => http.close());

const report: MediaNodeReport = {
  nodeId: `media_${randomText(24)}`,
  region: 'here',
  controlUrl: 'ws://127.0.0.1:1/control',
  capacity: { cores: 2, participants: 200 },
  load: { cores: 0, mixers: 0, participants: 0 },
  draining: false,
};
async function post(body: unknown, authorization?: string): Promise<number> {
  const response = await fetch(`${http.url}/internal/media-nodes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify(body),
  });
  await response.body?.cancel();
  return response.status;
}

test('a media node that knows the secret is noted', async () => {
  expect(await post(report, `Bearer ${internalSecret}`)).toBe(204);
  expect(reported).toEqual([report]);
});

test('nobody else is', async () => {
  expect(await post(report)).toBe(401);
  expect(await post(report, `Bearer ${randomText(48)}`)).toBe(401);
  expect(await post({ ...report, controlUrl: 'http://x' }, `Bearer ${internalSecret}`)).toBe(400);
  expect(await post({ ...report, more: 1 }, `Bearer ${internalSecret}`)).toBe(400);
  expect(reported).toHaveLength(1);
});
