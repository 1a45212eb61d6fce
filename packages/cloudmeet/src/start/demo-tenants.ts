import { randomBytes } from 'node:crypto';
import { newApiKey } from '@cloudmeet/api';
import { devFileSchema, newId } from '@cloudmeet/contracts';
import type { DevFile, Theme } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import { sha256Hex } from '@cloudmeet/service-kit';

type DemoTenant = DevFile['tenants'][number];

/** Two, so that whoever tries CloudMeet can see that tenants do not see each other. */
const demos: readonly { name: string; email: string; branding: Theme }[] = [
  { name: 'Maple Tutors', email: 'admin@maple-tutors.example', branding: { accent: '#1c8a5f' } },
  { name: 'Northwind Studio', email: 'admin@northwind.example', branding: {} },
];

/** The demo tenants of an earlier start, as `dev.json` has them; unreadable text is as good as none. */
function parseEarlier(devFileText: string | undefined): DemoTenant[] {
  if (devFileText === undefined) return [];
  try {
    return devFileSchema.parse(JSON.parse(devFileText)).tenants;
  } catch {
    // Somebody edited it, or it is of another version: new tenants are made and the file is written anew.
    return [];
  }
}

async function isAlive(database: Database, tenant: DemoTenant): Promise<boolean> {
  const key = await database.system.findApiKey(sha256Hex(tenant.apiKey));
  return key !== null && key.revokedAt === null && key.tenantId === tenant.tenantId;
}

async function createDemo(database: Database, demo: (typeof demos)[number]): Promise<DemoTenant> {
  const tenantId = newId('tenant');
  const { key, prefix, hash } = newApiKey('test');
  const password = randomBytes(12).toString('base64url');
  // Tenants of a lost dev.json keep their addresses, so a new one gets an address of its own.
  const user =
    (await database.system.createUser({
      id: newId('user'),
      email: demo.email,
      name: `${demo.name} admin`,
      password,
    })) ??
    (await database.system.createUser({
      id: newId('user'),
      email: demo.email.replace('@', `+${tenantId.slice(4, 10).toLowerCase()}@`),
      name: `${demo.name} admin`,
      password,
    }));
  if (!user) throw new Error(`No e-mail address was free for the admin of ${demo.name}.`);
  await database.forTenant({ tenantId }).transaction(async (repos) => {
    await repos.tenant.create({ name: demo.name, branding: demo.branding });
    await repos.apiKeys.create({ id: newId('apiKey'), name: 'Demo key', kind: 'test', prefix, hash });
    await repos.members.set(user.id, 'owner');
  });
  return { tenantId, name: demo.name, apiKey: key, admin: { email: user.email, password } };
}

/** The two demo tenants: those of the last start while their keys work, else new ones. */
export async function ensureDemoTenants(
  database: Database,
  devFileText: string | undefined,
): Promise<DemoTenant[]> {
  const earlier = parseEarlier(devFileText);
  const tenants: DemoTenant[] = [];
  for (const demo of demos) {
    const known = earlier.find((tenant) => tenant.name === demo.name);
    tenants.push(known && (await isAlive(database, known)) ? known : await createDemo(database, demo));
  }
  return tenants;
}

/** Lets the sandbox's page embed the rooms of a tenant. */
export async function allowOrigin(database: Database, tenantId: string, origin: string): Promise<void> {
  await database
    .forTenant({ tenantId })
    .transaction((repos) => repos.allowedOrigins.add({ id: newId('origin'), origin }));
}
