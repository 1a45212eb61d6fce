// What `npm start` and `npm test` share: a fresh clone becomes one that runs, and a second call costs nearly nothing.
// Plain JavaScript for the oldest Node we meet: this runs before anything is installed.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneAtATime } from './lib/one-at-a-time.mjs';
import { report } from './lib/problem.mjs';
import { endWithChildren, root } from './lib/run.mjs';
import { buildPackages } from './setup/build-packages.mjs';
import { checkHost } from './setup/check-host.mjs';
import { generateClient } from './setup/generate-client.mjs';
import { hydratePostgres } from './setup/hydrate-postgres.mjs';
import { installPackages, isInstalled } from './setup/install.mjs';

async function prepare() {
  await installPackages();
  hydratePostgres();
  await generateClient();
  await buildPackages();
}

/** Installs, generates and builds what is missing or stale. Throws a Problem that names what is in the way. */
export async function setUp() {
  checkHost({ installing: !isInstalled() });
  const onWait = () => console.log('Another set-up is under way here; waiting for it …');
  const undo = endWithChildren();
  try {
    await oneAtATime(join(root, '.cloudmeet-setup.lock'), prepare, onWait);
  } finally {
    undo();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setUp().catch(report);
