import { readConfig, settings } from '@cloudmeet/service-kit';
import { z } from 'zod';
import { migrateDatabase } from './migrate-database.ts';

// Brings the database of DATABASE_OWNER_URL (or DATABASE_URL) up to date: `npm run migrate -w packages/database`.

const config = readConfig(
  z.object({ DATABASE_OWNER_URL: settings.DATABASE_OWNER_URL, DATABASE_URL: settings.DATABASE_URL }),
);
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const url = config.DATABASE_OWNER_URL ?? config.DATABASE_URL;
  if (url === undefined) throw new Error('Set DATABASE_OWNER_URL to the database to migrate.');
  const applied = await migrateDatabase({ url, onApplied: (name) => say(`applied ${name}`) });
  say(applied.length === 0 ? 'The database is up to date.' : `${String(applied.length)} migrations applied.`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
