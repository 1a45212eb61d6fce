// `npm test`: set-up, then every check, stopping at the first stage that fails. `npm test -- unit e2e` runs those two
// alone; what follows a single stage goes to its runner: `npm test -- unit packages/api`.
import { Problem, report } from './lib/problem.mjs';
import { endWithChildren } from './lib/run.mjs';
import { formatDuration } from './lib/step.mjs';
import { setUp } from './setup.mjs';
import { installCloudStack } from './setup/install-cloud-stack.mjs';
import { add, noTests } from './test/tally.mjs';

function chooseStages(stages, args) {
  const names = Object.keys(stages);
  const chosen = args.filter((arg) => names.includes(arg));
  const extra = args.filter((arg) => !names.includes(arg));
  if (extra.length > 0 && chosen.length !== 1) {
    throw new Problem(`There is no stage ${extra.join(', ')}.`, `The stages are ${names.join(', ')}.`);
  }
  return { chosen: chosen.length > 0 ? names.filter((name) => chosen.includes(name)) : names, extra };
}

async function runStages(stages, { chosen, extra }) {
  const done = [];
  for (const name of chosen) {
    console.log(`\n── ${name}`);
    const startedAt = performance.now();
    const { code, tally } = await stages[name](extra);
    done.push({ name, code, tally, ms: performance.now() - startedAt });
    if (code !== 0) break;
  }
  return done;
}

function summarise(done) {
  console.log('');
  for (const { name, code, ms } of done) {
    console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${formatDuration(ms)}`);
  }
  const failed = done.find(({ code }) => code !== 0);
  if (failed) console.log(`Stopped at ${failed.name} (exit code ${failed.code}); see above.`);
  const { passed, failed: failures } = done.map(({ tally }) => tally).reduce(add, noTests);
  console.log(`${passed} passed, ${failures} failed`);
  process.exitCode = failed ? 1 : 0;
}

async function test() {
  await setUp();
  await installCloudStack();
  endWithChildren();
  // What the stages use may only have been installed just now.
  const { stages } = await import('./test/stages.mjs');
  summarise(await runStages(stages, chooseStages(stages, process.argv.slice(2))));
}

await test().catch(report);
