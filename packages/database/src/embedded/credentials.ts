import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Passwords of the three logins: administrator, owner of the tables, and services. */
const credentialsSchema = z.object({ admin: z.string(), owner: z.string(), app: z.string() });
export type Credentials = z.infer<typeof credentialsSchema>;

export const logins = { admin: 'cloudmeet_admin', owner: 'cloudmeet_owner', app: 'cloudmeet_app' } as const;
export const databaseName = 'cloudmeet';

/** They lie inside the cluster (mode 600), so that both come into being in one rename. */
export const credentialsPath = (cluster: string) => join(cluster, 'cloudmeet-credentials.json');

export function createCredentials(): Credentials {
  const password = () => randomBytes(24).toString('base64url');
  return { admin: password(), owner: password(), app: password() };
}

/** @throws EmbeddedPostgresError `credentials-missing` */
export async function readCredentials(cluster: string): Promise<Credentials> {
  const path = credentialsPath(cluster);
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new EmbeddedPostgresError(
      'credentials-missing',
      `The passwords of the embedded database are not readable in ${path}.`,
      'Restore that file, or delete the data folder to start afresh (its data is lost then).',
      error,
    );
  }
}

/** Address of a database for one of the logins. */
export function urlOf(
  login: keyof typeof logins,
  credentials: Credentials,
  port: number,
  database: string = databaseName,
): string {
  return `postgresql://${logins[login]}:${credentials[login]}@127.0.0.1:${String(port)}/${database}`;
}
