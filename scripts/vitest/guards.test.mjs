import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { capture } from '../lib/run.mjs';

const config = fileURLToPath(new URL('fixtures/vitest.config.mjs', import.meta.url));

/** Runs one misbehaving file under the guards. */
function runFixture(...names) {
  return capture('vitest', ['run', '--config', config, ...names], {
    env: { FORCE_COLOR: '0', NO_COLOR: '1' },
  });
}

test.each([
  ['noisy', 'console.warn: something to look into'],
  ['leaky', 'Left open after the last test: TCPServerWrap'],
  ['rejecting', 'nobody waits for this'],
])('a %s test file fails the run and is told why', async (name, words) => {
  const { code, output } = await runFixture(name);
  expect(code).not.toBe(0);
  expect(output).toContain(words);
});

test('a well-behaved test file passes', async () => {
  expect(await runFixture('quiet')).toMatchObject({ code: 0 });
});

test('of files that share a process each answers for itself', async () => {
  const { output } = await runFixture('leaky', 'noisy', 'quiet');
  expect(output).toMatch(/Test Files\s+2 failed \| 1 passed/);
});
