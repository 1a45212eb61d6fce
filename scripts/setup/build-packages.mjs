import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../lib/problem.mjs';
import { capture, root } from '../lib/run.mjs';
import { hashFiles, isStamped, listFiles, stamp, unstamp } from '../lib/stamp.mjs';
import { step } from '../lib/step.mjs';

const notAnInput =
  /^(node_modules|dist|generated|coverage|tests|e2e|stories|dev|test-results|playwright-report)$|\.(test|stories)\.tsx?$|\.md$/;

function workspaces() {
  const inPackages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  return [...inPackages, join(root, 'client-sandbox')]
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }));
}

/** The packages with a build, and all of ours that they are built from. */
function buildClosure(all) {
  const byName = new Map(all.map((workspace) => [workspace.manifest.name, workspace]));
  const built = all.filter(({ manifest }) => manifest.scripts?.build);
  const closure = new Set(built);
  for (const { manifest } of closure) {
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (byName.has(name)) closure.add(byName.get(name));
    }
  }
  return { built, closure: [...closure] };
}

/** Builds front ends and published packages that changed since. lerna decides the order and keeps a cache. */
export async function buildPackages() {
  const { built, closure } = buildClosure(workspaces());
  if (built.length === 0) return;
  const inputs = closure.flatMap(({ folder }) => listFiles(folder, (name) => !notAnInput.test(name)));
  const hash = hashFiles([join(root, 'package-lock.json'), ...inputs]);
  const complete = built.every(({ folder }) => existsSync(join(folder, 'dist')));
  if (complete && isStamped('built', hash)) return;
  await step('Building the room, the console, the sandbox and the published packages', async () => {
    unstamp('built');
    const scopes = built.map(({ manifest }) => `--scope=${manifest.name}`);
    const { code, output } = await capture('lerna', ['run', 'build', '--concurrency=2', ...scopes], {
      env: { FORCE_COLOR: '0' },
    });
    if (code !== 0) throw explain('Building', output);
    stamp('built', hash);
  });
}
