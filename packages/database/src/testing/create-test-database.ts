import { z } from 'zod';
import type { DatabaseUrls } from './test-server.ts';

const urlsSchema = z.object({ appUrl: z.string(), ownerUrl: z.string(), adminUrl: z.string() });

/** A migrated database of a test file's own. */
export interface TestDatabase extends DatabaseUrls {
  /** Drops it, whoever is still connected. Doing it twice is doing it once. */
  close(): Promise<void>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the global set-up hands out databases; PostgreSQL starts with the first one that is asked for. */
    databaseBroker: string;
  }
}

async function ask(broker: string, method: 'POST' | 'DELETE', body?: unknown): Promise<Response> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(broker, init);
  if (!response.ok) throw new Error(`No test database: ${await response.text()}`);
  return response;
}

/** Makes a migrated, empty database for the test file that asks (under vitest with our global set-up). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { inject } = await import('vitest');
  const broker = inject('databaseBroker');
  const response = await ask(broker, 'POST');
  const urls = urlsSchema.parse(await response.json());
  let closing: Promise<void> | undefined;
  return {
    ...urls,
    close: () => (closing ??= ask(broker, 'DELETE', { adminUrl: urls.adminUrl }).then(() => undefined)),
  };
}
