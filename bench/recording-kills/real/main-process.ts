// The main process as far as recordings go: decides on them, sends their jobs, looks after them, hears recorders.
import { appendFileSync } from 'node:fs';
import { captureControlSchemas } from '@cloudmeet/contracts';
import { createLogger, createStreamTargetBox, Secret, startHttpServer } from '@cloudmeet/service-kit';
import { composeCaptures } from 'cloudmeet/captures';
import express from 'express';
import { openShared, readOrders } from './orders.ts';

const orders = await readOrders();
const { database, queues, objects } = openShared(orders);
const { sender, care, router } = composeCaptures({
  ...{ database, queues, objects, nowMs: Date.now, keepDays: null },
  logger: createLogger({ service: 'captures', level: 'silent' }),
  roomControl: { captureChanged: async () => undefined, mixedAt: async () => orders.nodeId },
  targets: createStreamTargetBox(new Secret(orders.internalSecret)),
  internalSecrets: [orders.internalSecret],
  publicRoomUrl: 'http://127.0.0.1:1',
});
const app = express().use((request, response, next) => {
  response.once('finish', () => {
    if (request.originalUrl !== '/internal/captures/progress' || response.statusCode !== 200) return;
    const { captureId, part, event } = captureControlSchemas.progress.parse(request.body);
    if (event.e === 'segment')
      appendFileSync(orders.ledger, `${JSON.stringify({ captureId, part, ...event })}\n`);
  });
  next();
});
app.use(router);
const port = Number(new URL(orders.apiUrl).port);
await startHttpServer({ name: 'the API', handler: app, port, drainMs: 0 });
sender.start();
care.start();
process.once('disconnect', () => process.exit());
process.send?.('ready');
