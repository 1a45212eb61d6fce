import type pg from 'pg';
import { databaseName, logins } from './credentials.ts';
import type { Credentials } from './credentials.ts';

async function createLogin(client: pg.Client, login: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [login]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${client.escapeIdentifier(login)}`);
  await client.query(
    `ALTER ROLE ${client.escapeIdentifier(login)}
     LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`,
  );
}

/** Makes the owner's and the services' logins and the database, as far as they are not there. */
export async function createLogins(client: pg.Client, credentials: Credentials): Promise<void> {
  await createLogin(client, logins.owner, credentials.owner);
  await createLogin(client, logins.app, credentials.app);
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName} OWNER ${logins.owner}`);
}
