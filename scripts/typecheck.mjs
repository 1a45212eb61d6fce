// Checks every package: one program for Node, one for browsers, and contracts once more with the types of
// neither. Build information lies in node_modules/.cache, so that an unchanged program costs a second.
import { run } from './lib/run.mjs';

const programs = {
  contracts: 'packages/contracts',
  node: 'tsconfig.node.json',
  browser: 'tsconfig.browser.json',
};
let failed = false;
for (const [name, project] of Object.entries(programs)) {
  const buildInfo = `node_modules/.cache/tsc/${name}.tsbuildinfo`;
  const code = await run('tsc', ['-p', project, '--incremental', '--tsBuildInfoFile', buildInfo]);
  if (code !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
