// What `npm start` and `npm test` share: a fresh clone becomes one that runs, and a second call costs nearly nothing.
// Plain JavaScript for the oldest Node we meet: this runs before anything is installed.
import { fileURLToPath } from 'node:url';
import { report } from './lib/problem.mjs';
import { buildPackages } from './setup/build-packages.mjs';
import { checkHost } from './setup/check-host.mjs';
import { generateClient } from './setup/generate-client.mjs';
import { hydratePostgres } from './setup/hydrate-postgres.mjs';
import { installPackages, isInstalled } from './setup/install.mjs';

/** Installs, generates and builds what is missing or stale. Throws a Problem that names what is in the way. */
export async function setUp() {
  checkHost({ installing: !isInstalled() });
  await installPackages();
  hydratePostgres();
  await generateClient();
  await buildPackages();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setUp().catch(report);
