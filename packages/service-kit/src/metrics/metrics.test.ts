import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { startHttpServer } from '../http/start-http-server.ts';
import { createMetrics } from './metrics.ts';

async function start() {
  const metrics = createMetrics({ service: 'api', processMetrics: true });
  const app = express();
  app.use(metrics.measureRequests);
  app.get('/v1/rooms/:roomId', (_request, response) => void response.send('ok'));
  app.get('/metrics', metrics.handler);
  const server = await startHttpServer({ name: 'the test', handler: app, port: 0 });
  onTestFinished(() => server.close());
  return server;
}

test('requests are counted by the template of their route, so ids make no new series', async () => {
  const { url } = await start();
  for (const id of ['rm_1', 'rm_2', 'rm_3'])
    await fetch(`${url}/v1/rooms/${id}`).then((answer) => answer.text());
  await fetch(`${url}/nowhere/rm_4`, { method: 'PROPFIND' }).then((answer) => answer.text());
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const page = await response.text();
  expect(page).toContain(
    'http_request_duration_seconds_count{service="api",method="GET",route="/v1/rooms/:roomId",status="200"} 3',
  );
  expect(page).toContain('method="other",route="unmatched",status="404"} 1');
  expect(page).not.toMatch(/rm_\d/);
  expect(page).toContain('process_resident_memory_bytes');
});
