import type pg from 'pg';

interface RoleRow {
  role: string;
  is_superuser: boolean;
  bypasses: boolean;
  owns: boolean;
}

const question = `
  SELECT current_user AS role, r.rolsuper AS is_superuser, r.rolbypassrls AS bypasses,
         EXISTS (SELECT FROM pg_class c WHERE c.relname = 'rooms' AND c.relowner = r.oid) AS owns
  FROM pg_roles r WHERE r.rolname = current_user`;

/**
 * Row-level security protects nothing from a superuser, a role with BYPASSRLS or the owner of the tables.
 * @throws Error naming the role and what to do, when the connections of `pool` are one of these.
 */
export async function assertRowSecurityHolds(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<RoleRow>(question);
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL does not say which role this connection has.');
  const flaw = row.is_superuser
    ? 'is a superuser'
    : row.bypasses
      ? 'has BYPASSRLS'
      : row.owns
        ? 'owns the tables'
        : undefined;
  if (flaw === undefined) return;
  throw new Error(
    `The services would work as "${row.role}", which ${flaw}: tenants would not be kept apart. ` +
      'Let DATABASE_URL name a login that is a member of cloudmeet_app.',
  );
}
