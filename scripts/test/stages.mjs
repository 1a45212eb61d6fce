import { join } from 'node:path';
import { browserEnvironment } from '../browsers.mjs';
import { root, run } from '../lib/run.mjs';
import {
  add,
  forgetReport,
  noTests,
  readTally,
  tallyPlaywright,
  tallyVitest,
  withExitCode,
} from './tally.mjs';

const minuteMs = 60_000;
const reports = join(root, 'node_modules/.cache/cloudmeet');

function script(name) {
  return async () => ({
    code: await run('npm', ['run', '--silent', name], { limitMs: 10 * minuteMs }),
    tally: noTests,
  });
}

async function counted(file, tally, work) {
  forgetReport(file);
  const code = await work();
  return { code, tally: withExitCode(readTally(file, tally), code) };
}

function unit(extra) {
  const file = join(reports, 'vitest.json');
  const reporters = ['default', 'json', './scripts/vitest/still-running.mjs'];
  const told = reporters.map((name) => `--reporter=${name}`);
  const args = ['run', ...told, `--outputFile.json=${file}`, ...extra];
  return counted(file, tallyVitest, () => run('vitest', args, { limitMs: 20 * minuteMs }));
}

/** The component book is built, and every story opened, played and looked at with axe. */
async function stories(extra) {
  const limitMs = 10 * minuteMs;
  const build = await run('npm', ['run', '--silent', 'build', '-w', 'storybook-cloudmeet'], { limitMs });
  if (build !== 0) return { code: build, tally: noTests };
  const env = await browserEnvironment();
  const code = await run('node', ['storybook/check-stories.mjs', ...extra], { env, limitMs });
  return { code, tally: noTests };
}

/** What is deployed to AWS has packages and a program of its own. */
async function cloud(extra) {
  const types = await run('tsc', ['--noEmit', '-p', 'cdktf']);
  if (types !== 0) return { code: types, tally: noTests };
  const file = join(reports, 'cloud.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return counted(file, tallyVitest, () => run('vitest', ['run', '--root', 'cdktf', ...reporters, ...extra]));
}

async function browserProject(name, workers, extra) {
  const file = join(reports, `playwright-${name}.json`);
  const env = { ...(await browserEnvironment()), PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const which = [`--project=${name}`, `--workers=${workers}`, '--pass-with-no-tests', ...extra];
  const args = ['test', '-c', 'client-sandbox/playwright.config.ts', '--reporter=list,json', ...which];
  return counted(file, tallyPlaywright, () => run('playwright', args, { env, limitMs: 20 * minuteMs }));
}

/** First what may share the machine, then what may not. */
async function browsers(extra) {
  const [beside, alone] = [await browserProject('beside', 2, extra), await browserProject('alone', 1, extra)];
  const tally = add(beside.tally, alone.tally);
  const isNothing = tally.passed + tally.failed === 0;
  if (isNothing) console.error('No browser test has such a name.');
  return { code: beside.code || alone.code || (isNothing ? 1 : 0), tally };
}

/**
 * What `npm test` does, in this order, cheap checks first. Each resolves to `{code, tally}`; `extra` are arguments for
 * the test runner.
 */
export const stages = {
  format: script('format:check'),
  lint: script('lint'),
  types: script('typecheck'),
  boundaries: script('boundaries'),
  cloud,
  unit,
  stories,
  e2e: browsers,
  docs: script('docs:check'),
};
