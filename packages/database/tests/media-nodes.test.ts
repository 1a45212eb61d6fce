import { newId, randomText } from '@cloudmeet/contracts';
import type { MediaNodeReport } from '@cloudmeet/contracts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../src/database.ts';
import type { Database } from '../src/database.ts';
import { createTestDatabase } from '../src/testing/index.ts';
import type { TestDatabase } from '../src/testing/index.ts';

let testDatabase: TestDatabase;
let database: Database;
let owner: pg.Pool;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase({ url: testDatabase.appUrl });
  owner = new pg.Pool({ connectionString: testDatabase.ownerUrl });
});
afterAll(async () => {
  await database.close();
  await owner.end();
  await testDatabase.close();
});

let port = 6000;
const reportOf = (change: Partial<MediaNodeReport> = {}): MediaNodeReport => ({
  nodeId: `media_${randomText(24)}`,
  region: 'here',
  controlUrl: `ws://127.0.0.1:${String((port += 1))}/control`,
  capacity: { cores: 2, participants: 100 },
  load: { cores: 0.1, mixers: 0, participants: 0 },
  draining: false,
  ...change,
});
const find = async (nodeId: string) => (await database.mediaNodes.listOpen()).find(({ id }) => id === nodeId);

test('a node that reports is open, and not any more once it drains', async () => {
  const report = reportOf();
  await database.mediaNodes.report(report);
  expect(await find(report.nodeId)).toMatchObject({ region: 'here', participants: 0, promised: 0 });
  await database.mediaNodes.report({ ...report, draining: true });
  expect(await find(report.nodeId)).toBeUndefined();
  expect(await database.mediaNodes.promise(report.nodeId, newId('mixer'), 1)).toBe(false);
});

test('a node that is silent gets nothing any more', async () => {
  const report = reportOf();
  await database.mediaNodes.report(report);
  await owner.query(`UPDATE media_nodes SET reported_at = now() - interval '6 seconds' WHERE id = $1`, [
    report.nodeId,
  ]);
  expect(await find(report.nodeId)).toBeUndefined();
  expect(await database.mediaNodes.promise(report.nodeId, newId('mixer'), 1)).toBe(false);
});

test('room is promised to no more than fit, however many ask at once', async () => {
  const report = reportOf({ load: { cores: 0.1, mixers: 0, participants: 40 } });
  await database.mediaNodes.report(report);
  const asked = await Promise.all(
    Array.from({ length: 20 }, () => database.mediaNodes.promise(report.nodeId, newId('mixer'), 10)),
  );
  expect(asked.filter(Boolean)).toHaveLength(6);
  expect(await find(report.nodeId)).toMatchObject({ promised: 60 });
});

test('whoever comes was promised, and does not count twice', async () => {
  const report = reportOf();
  await database.mediaNodes.report(report);
  await database.mediaNodes.promise(report.nodeId, newId('mixer'), 10);
  await database.mediaNodes.report({ ...report, load: { cores: 0.2, mixers: 1, participants: 7 } });
  expect(await find(report.nodeId)).toMatchObject({ participants: 7, promised: 3 });
});

test('a node that uses its cores gets nothing more', async () => {
  const report = reportOf({ load: { cores: 1.85, mixers: 3, participants: 10 } });
  await database.mediaNodes.report(report);
  expect(await database.mediaNodes.promise(report.nodeId, newId('mixer'), 1)).toBe(false);
});

test('a mix is found where it runs, until it is forgotten', async () => {
  const report = reportOf();
  const mixerId = newId('mixer');
  await database.mediaNodes.report(report);
  await database.mediaNodes.promise(report.nodeId, mixerId, 1);
  expect(await database.mediaNodes.findMix(mixerId)).toEqual({
    nodeId: report.nodeId,
    controlUrl: report.controlUrl,
  });
  await database.mediaNodes.forgetMix(mixerId, report.nodeId);
  expect(await database.mediaNodes.findMix(mixerId)).toBeNull();
});

test('another process at the same address takes the place of the dead one and of what it mixed', async () => {
  const before = reportOf();
  const mixerId = newId('mixer');
  await database.mediaNodes.report(before);
  await database.mediaNodes.promise(before.nodeId, mixerId, 1);
  const after = reportOf({ controlUrl: before.controlUrl });
  await database.mediaNodes.report(after);
  expect(await find(before.nodeId)).toBeUndefined();
  expect(await find(after.nodeId)).toBeDefined();
  expect(await database.mediaNodes.findMix(mixerId)).toBeNull();
});
