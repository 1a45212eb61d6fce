import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { startTestServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

/** Hands out databases to the processes of a test run, over loopback. */
export interface TestDatabaseBroker {
  url: string;
  /** Stops PostgreSQL too, if it was started. */
  close(): Promise<void>;
}

const dropSchema = z.object({ adminUrl: z.string() });

/** POST makes a database, DELETE drops it. PostgreSQL starts with the first request, once. */
export async function startTestDatabaseBroker(): Promise<TestDatabaseBroker> {
  let server: Promise<TestServer> | undefined;
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const postgres = await (server ??= startTestServer());
    if (request.method === 'POST') return postgres.createDatabase();
    const { adminUrl } = dropSchema.parse(JSON.parse(await text(request)));
    await postgres.dropDatabase(adminUrl);
    return {};
  };
  const broker = createServer((request, response) => {
    answer(request).then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    );
  });
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve));
  const address = broker.address();
  if (typeof address !== 'object' || !address) throw new Error('The database broker has no port.');
  return {
    url: `http://127.0.0.1:${String(address.port)}/`,
    close: async () => {
      broker.close();
      broker.closeAllConnections();
      await (await server)?.stop();
    },
  };
}
