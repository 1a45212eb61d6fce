import { startTestDatabaseBroker } from '@cloudmeet/database/testing';
import type { TestProject } from 'vitest/node';

/** Lets every test file make a database of its own; see `createTestDatabase`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const broker = await startTestDatabaseBroker();
  project.provide('databaseBroker', broker.url);
  return () => broker.close();
}
