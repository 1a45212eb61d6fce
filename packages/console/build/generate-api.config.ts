// Writes src/api/generated from the contracts: RTK Query endpoints and hooks for every operation of the REST API, and
// what a member's role may call, without the schemas that the page would carry for it.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateEndpoints } from '@rtk-query/codegen-openapi';
import { memberRoles, openApiDocument, operationPolicies } from '@cloudmeet/contracts';
import type { OpenApiDocument } from '@cloudmeet/contracts';

const api = (path: string) => fileURLToPath(new URL(`../src/api/${path}`, import.meta.url));

/** Which tenant is meant is said once, where all requests pass, and not by each of them. */
function withoutTenantHeader(document: OpenApiDocument): string {
  const isTenant = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    '$ref' in value &&
    value.$ref === '#/components/parameters/Tenant';
  return JSON.stringify(document, (_key, value: unknown) =>
    Array.isArray(value) ? value.filter((one) => !isTenant(one)) : value,
  );
}

/** Roles in their order, and the least of them for each operation. */
function permissionsText(): string {
  const least = Object.fromEntries(
    Object.entries(operationPolicies).map(([id, policy]) => [id, policy.least]),
  );
  return [
    `export const memberRoles = ${JSON.stringify(memberRoles)} as const;`,
    `export const leastRoles = ${JSON.stringify(least, null, 2)} as const;`,
    '',
  ].join('\n');
}

const folder = await mkdtemp(join(tmpdir(), 'cloudmeet-openapi-'));
try {
  const schemaFile = join(folder, 'openapi.json');
  await writeFile(schemaFile, withoutTenantHeader(openApiDocument({ serverUrl: '/', version: '1' })));
  const outputFile = api('generated/endpoints.ts');
  await mkdir(api('generated'), { recursive: true });
  await generateEndpoints({
    schemaFile,
    apiFile: api('base-api.ts'),
    apiImport: 'baseApi',
    outputFile,
    exportName: 'generatedApi',
    hooks: { queries: true, lazyQueries: false, mutations: true },
    tag: true,
  });
  await writeFile(api('generated/permissions.ts'), permissionsText());
  // the generator writes where this machine has the file, and without an extension
  const text = await readFile(outputFile, 'utf8');
  await writeFile(outputFile, text.replace(/from '[^']*\/base-api'/, "from '../base-api.ts'"));
} finally {
  await rm(folder, { recursive: true });
}
