import { newId } from '@cloudmeet/contracts';
import { startHttpServer } from '@cloudmeet/service-kit';
import type { HttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeClient } from './node-client.ts';

let server: HttpServer;
let answer: (response: express.Response) => void;
beforeAll(async () => {
  const app = express();
  app.post('/internal/rooms/:roomId/:action', (_request, response) => {
    answer(response);
  });
  server = await startHttpServer({ name: 'the node', handler: app, port: 0, drainMs: 0 });
});
afterAll(() => server.close());

const tenantId = newId('tenant');
const lease = () => ({
  roomId: newId('room'),
  tenantId,
  nodeId: 'node',
  epoch: 1,
  internalUrl: server.url,
  socketUrl: 'ws://127.0.0.1:1/rt',
  expiresAt: new Date(),
});
const client = createNodeClient({ internalSecret: 's'.repeat(32), timeoutMs: 300 });
const end = () => client.send(lease(), 'end', { tenantId, reason: 'ended-by-api' });
const problem = (status: number, code: string) => (response: express.Response) =>
  void response
    .status(status)
    .json({ type: 'urn:x', title: 'T', status, code, fix: 'F', requestId: 'r', detail: 'inside' });

test.each(['room-elsewhere', 'participant-not-found', 'not-found', 'conflict'])(
  'what a node says of its room is handed on: %s',
  async (code) => {
    answer = problem(409, code);
    await expect(end()).rejects.toMatchObject({ code });
  },
);

test.each([
  ['the secrets of the services differ', problem(401, 'invalid-credential')],
  ['the node failed', problem(500, 'internal')],
  ['the node is going', problem(503, 'draining')],
  ['the node found our words wrong', problem(400, 'invalid-request')],
  ['something else answers there', (response: express.Response) => void response.status(404).send('<html>')],
  [
    'it answers with a redirection',
    (response: express.Response) => void response.redirect('http://127.0.0.1:9/'),
  ],
  ['it cuts the connection', (response: express.Response) => void response.destroy()],
  ['it never answers', () => undefined],
])('a customer hears only that it cannot be done now when %s', async (_name, how) => {
  answer = how;
  await expect(end()).rejects.toMatchObject({ code: 'unavailable' });
  const error: Error = await end()
    .catch((caught: Error) => caught)
    .then((caught) => caught as Error);
  expect(error.message).not.toContain('inside');
});

test('people whom a node describes wrongly are not handed on', async () => {
  answer = (response) => void response.json({ participants: [{ id: 'somebody' }], waiting: [] });
  await expect(client.people(lease())).rejects.toMatchObject({ code: 'unavailable' });
});
