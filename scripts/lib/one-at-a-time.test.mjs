import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.mjs';

let folder;
let file;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('two do their work one after the other, and the second is told that it waits', async () => {
  const order = [];
  const waits = [];
  const work = (name) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`${name} ends`);
  };
  await Promise.all([
    oneAtATime(file, work('first')),
    oneAtATime(file, work('second'), () => waits.push('second')),
  ]);
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  expect(waits).toEqual(['second']);
  expect(existsSync(file)).toBe(false);
});

test('the lock of a process that died is taken over', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(file, String(pid));
  expect(await oneAtATime(file, () => 'done')).toBe('done');
});

test('work that fails gives the lock back', async () => {
  const work = () => Promise.reject(new Error('no'));
  await expect(oneAtATime(file, work)).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});
