import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { defineConfig } from 'prisma/config';

/**
 * The Prisma CLI downloads its native schema engine before any command, `generate` included, though that one never
 * runs it. Where the engine is absent (install scripts are off) this names an existing file in its place: enough for
 * `generate`, `validate` and `format`. `migrate dev` and `migrate diff` need the real engine: run
 * `npx prisma version` once with install scripts allowed.
 */
const require = createRequire(import.meta.url);
const prismaRequire = createRequire(require.resolve('prisma/package.json'));
const enginesFolder = dirname(prismaRequire.resolve('@prisma/engines/package.json'));
const engineIsThere = readdirSync(enginesFolder).some((file) => file.startsWith('schema-engine'));
if (!process.env.PRISMA_SCHEMA_ENGINE_BINARY && !engineIsThere) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = existsSync('/bin/true') ? '/bin/true' : process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
