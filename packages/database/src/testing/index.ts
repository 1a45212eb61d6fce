export { createTestDatabase } from './create-test-database.ts';
export type { TestDatabase } from './create-test-database.ts';
export { startTestServer } from './test-server.ts';
export type { TestServer } from './test-server.ts';
export { startTestDatabaseBroker } from './test-database-broker.ts';
export type { TestDatabaseBroker } from './test-database-broker.ts';
