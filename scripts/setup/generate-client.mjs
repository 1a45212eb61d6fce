import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../lib/problem.mjs';
import { capture, root } from '../lib/run.mjs';
import { hashFiles, isStamped, stamp, unstamp } from '../lib/stamp.mjs';
import { step } from '../lib/step.mjs';

const database = join(root, 'packages/database');
const sources = ['prisma/schema.prisma', 'prisma.config.ts', 'package.json'].map((file) =>
  join(database, file),
);

/** Generates the typed database client where the schema has changed since. */
export async function generateClient() {
  const hash = hashFiles(sources);
  if (existsSync(join(database, 'src/generated')) && isStamped('database-client', hash)) return;
  await step('Generating the database client', async () => {
    unstamp('database-client');
    const { code, output } = await capture('npm', ['run', 'generate', '-w', 'packages/database']);
    if (code !== 0) throw explain('Generating the database client', output);
    stamp('database-client', hash);
  });
}
