// The API as it is deployed, its limits raised out of the way.
import { createApi, createRoomControl } from '@cloudmeet/api';
import { createDatabase } from '@cloudmeet/database';
import { createHealth, createLogger, createMetrics, Secret, startHttpServer } from '@cloudmeet/service-kit';
import { z } from 'zod';

const settings = z.object({ BENCH_DATABASE_URL: z.string(), BENCH_SECRET: z.string() });
const { BENCH_DATABASE_URL, BENCH_SECRET } = settings.parse(process.env);
const database = createDatabase({ url: BENCH_DATABASE_URL });
const logger = createLogger({ service: 'api', level: 'silent' });
const api = createApi({
  database,
  logger,
  metrics: createMetrics({ service: 'api', processMetrics: true }),
  health: createHealth({ checks: { database: () => database.ping() }, logger }),
  roomControl: createRoomControl({ database, internalSecret: BENCH_SECRET }),
  config: {
    publicApiUrl: 'http://127.0.0.1:4400',
    publicRoomUrl: 'http://127.0.0.1:4401',
    secret: new Secret(BENCH_SECRET),
    limits: { perKey: { requests: 1_000_000_000, windowSeconds: 60 } },
  },
});
const server = await startHttpServer({ name: 'the API', handler: api, port: 0 });
console.log(server.url);

process.once('SIGTERM', () => {
  void server.close().then(() => database.close());
});
