import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chooseAccount, findClosedParent } from './account.ts';
import { locateBinaries } from './binaries.ts';
import { explainFailure } from './explain-failure.ts';

test('the folder that keeps others out is found, however deep', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloudmeet-account-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const deep = join(folder, 'a', 'b');
  await mkdir(deep, { recursive: true });
  for (const path of [folder, join(folder, 'a'), deep]) await chmod(path, 0o711);
  expect(findClosedParent(deep)).toBeUndefined();
  await chmod(folder, 0o700);
  expect(findClosedParent(deep)).toBe(folder);
});

test('an ordinary user runs PostgreSQL as themselves', () => {
  expect(chooseAccount(['/'], 1000)).toEqual({ prefix: [] });
});

test('root runs it as nobody where nobody gets through', () => {
  expect(chooseAccount(['/'], 0)).toMatchObject({ ids: { uid: 65534 }, owner: { uid: 65534 }, prefix: [] });
});

test('a platform without a PostgreSQL of its own is named, with the way out', async () => {
  await expect(locateBinaries('sunos-sparc')).rejects.toMatchObject({
    problem: 'platform-not-supported',
    message: expect.stringMatching(/sunos-sparc.*set DATABASE_URL/) as unknown,
  });
});

test.each([
  ['FATAL: could not write to file "pg_wal/xlogtemp.1": No space left on device', 'disk-full'],
  ['HINT:  Check free disk space.\nPANIC:  cannot abort transaction 1', 'disk-full'],
  ['LOG: could not bind IPv4 address "127.0.0.1": Address already in use', 'port-taken'],
  ['initdb: error: could not create directory "/x": Permission denied', 'folder-not-writable'],
  ['initdb: error: could not create directory "/x": Read-only file system', 'folder-not-writable'],
  ['FATAL: something nobody has seen', 'start-failed'],
])('"%s" is told as %s', (output, problem) => {
  expect(explainFailure(output, 'Starting the database', 4409)).toMatchObject({ problem });
});
