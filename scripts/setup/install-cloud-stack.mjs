import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../lib/problem.mjs';
import { root } from '../lib/run.mjs';
import { hashFiles, isStamped, stamp, unstamp } from '../lib/stamp.mjs';
import { step } from '../lib/step.mjs';
import { npm } from './install.mjs';

const folder = join(root, 'cdktf');

/** Fills cdktf/node_modules, 410 MB that only tests and deployments of the cloud stack need. */
export async function installCloudStack() {
  const hash = hashFiles([join(folder, 'package-lock.json')]);
  const installed = existsSync(join(folder, 'node_modules/.package-lock.json'));
  if (installed && isStamped('cloud-stack', hash)) return;
  await step('Installing what the cloud stack is checked with (once)', async () => {
    unstamp('cloud-stack');
    const options = ['--ignore-scripts', '--no-progress', '--loglevel=warn', '--prefer-offline'];
    const { code, output } = await npm('--prefix', folder, 'ci', ...options);
    if (code !== 0) throw explain('Installing packages', output);
    stamp('cloud-stack', hash);
  });
}
