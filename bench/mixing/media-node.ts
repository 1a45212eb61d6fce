// A real media node in a process of its own, with an API that takes every report. Told its options as JSON, says where
// it is reached, and answers each message with what its processes measured of themselves.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createLogger, createMetrics } from '@cloudmeet/service-kit';
import { createMediaNode } from '@cloudmeet/media-server';
import { memoryFigures } from '../../packages/media-server/src/children/memory-figures.ts';
import type { NodeAnswer, NodeOptions } from './node-process.ts';

const { internalSecret, tilesMax } = JSON.parse(process.argv[2] ?? '{}') as NodeOptions;
const api = createServer((_request, response) => response.writeHead(204).end()).listen(0, '127.0.0.1');
await once(api, 'listening');
const address = api.address();
const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
const node = await createMediaNode({
  logger: createLogger({ service: 'media', level: 'warn' }),
  metrics: createMetrics({ service: 'media' }),
  config: {
    ...{ apiUrl: `http://127.0.0.1:${String(port)}`, internalSecret, port: 0, tilesMax },
    ...{ cores: 2, participantsMax: 2000 },
  },
});
const tell = (answer: NodeAnswer) => process.send?.(answer);
const whenReady = setInterval(() => {
  if (!node.children.all.every(({ child }) => child.isReady)) return;
  clearInterval(whenReady);
  tell({ controlUrl: node.controlUrl, processes: [] });
}, 50);
process.on('message', () => {
  tell({
    controlUrl: node.controlUrl,
    processes: [
      { name: 'supervisor', pid: process.pid, figures: memoryFigures('supervisor'), restarts: 0 },
      ...node.children.all.map(({ name, child }) => ({
        ...{ name, pid: child.pid ?? 0, figures: child.figures, restarts: child.restarts },
      })),
    ],
  });
});
process.once('disconnect', () => {
  void node.close().then(() => process.exit(0));
});
