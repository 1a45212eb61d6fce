-- Who may sign in: sessions, refresh tokens, links, second factors and counted attempts of people. They belong to a
-- person, not to a tenant, so they stand under no tenant's policy; every statement names a hash or an exact id.

-- A person of another identity provider has no password here, but a subject there.
ALTER TABLE "users" ALTER COLUMN "password_hash" DROP NOT NULL;
ALTER TABLE "users" ADD COLUMN "subject" TEXT;
CREATE UNIQUE INDEX "users_subject_key" ON "users"("subject");

CREATE TABLE "identity_signing_keys" (
    "kid" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "private_jwk_sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),
    CONSTRAINT "identity_signing_keys_pkey" PRIMARY KEY ("kid")
);

CREATE TABLE "identity_sessions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "origin_id" TEXT NOT NULL,
    "renewal_sealed" TEXT,
    "auth_time" TIMESTAMPTZ(3) NOT NULL,
    "user_agent" TEXT,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    CONSTRAINT "identity_sessions_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "identity_sessions_origin_id_key" ON "identity_sessions"("origin_id");
CREATE INDEX "identity_sessions_user_id_idx" ON "identity_sessions"("user_id");
CREATE INDEX "identity_sessions_expires_at_idx" ON "identity_sessions"("expires_at");

CREATE TABLE "identity_refresh_tokens" (
    "hash" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_at" TIMESTAMPTZ(3),
    CONSTRAINT "identity_refresh_tokens_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "identity_refresh_tokens_session_id_idx" ON "identity_refresh_tokens"("session_id");

CREATE TABLE "identity_links" (
    "hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    CONSTRAINT "identity_links_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "identity_links_user_id_idx" ON "identity_links"("user_id");

CREATE TABLE "identity_attempts" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),
    CONSTRAINT "identity_attempts_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "identity_factors" (
    "user_id" TEXT NOT NULL,
    "secret_sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "identity_factors_pkey" PRIMARY KEY ("user_id")
);

ALTER TABLE "identity_sessions" ADD CONSTRAINT "identity_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "identity_refresh_tokens" ADD CONSTRAINT "identity_refresh_tokens_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "identity_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "identity_links" ADD CONSTRAINT "identity_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "identity_factors" ADD CONSTRAINT "identity_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE ON "identity_signing_keys" TO cloudmeet_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "identity_sessions", "identity_refresh_tokens", "identity_links",
  "identity_attempts", "identity_factors" TO cloudmeet_app;

-- Invitations are a tenant's.
CREATE TABLE "invitations" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "membership_role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");
CREATE UNIQUE INDEX "invitations_tenant_id_id_key" ON "invitations"("tenant_id", "id");
CREATE INDEX "invitations_tenant_id_created_at_id_idx" ON "invitations"("tenant_id", "created_at", "id");
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_rows" ON "invitations" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "system_rows" ON "invitations" FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE ON "invitations" TO cloudmeet_app;

-- Members are listed newest first, page by page.
CREATE INDEX "memberships_tenant_id_created_at_user_id_idx" ON "memberships"("tenant_id", "created_at", "user_id");

-- Somebody signs in by e-mail: the subject says whom another provider means.
DROP FUNCTION system_find_user(text);
CREATE FUNCTION system_find_user(p_email text)
RETURNS TABLE (id text, email text, name text, password_hash text, subject text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, u.email, u.name, u.password_hash, u.subject FROM users u WHERE u.email = lower(p_email)
$$;

-- An access token names its person and session; what they are a member of is looked up at each request.
CREATE FUNCTION system_find_principal(p_subject text, p_origin_id text, p_now timestamptz)
RETURNS TABLE (id text, email text, name text, session_id text, memberships jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, u.email, u.name, s.id, COALESCE((
    SELECT jsonb_agg(jsonb_build_object('tenantId', t.id, 'tenantName', t.name, 'role', m.role)
      ORDER BY m.created_at, t.created_at, t.id)
    FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = u.id), '[]')
  FROM users u JOIN identity_sessions s ON s.user_id = u.id
  WHERE (u.id = p_subject OR u.subject = p_subject) AND s.origin_id = p_origin_id
    AND s.revoked_at IS NULL AND s.expires_at > p_now
$$;

-- Makes the person of an account, or names the one that an account of another provider has already.
CREATE FUNCTION system_ensure_user(p_id text, p_email text, p_name text, p_password_hash text, p_subject text)
RETURNS TABLE (id text, email text, name text, created boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH made AS (
    INSERT INTO users (id, email, name, password_hash, subject)
    VALUES (p_id, lower(p_email), p_name, p_password_hash, p_subject)
    ON CONFLICT DO NOTHING RETURNING users.id, users.email, users.name, true AS created
  ), known AS (
    UPDATE users u SET subject = COALESCE(u.subject, p_subject)
    WHERE p_subject IS NOT NULL AND NOT EXISTS (SELECT FROM made)
      AND (u.subject = p_subject OR (u.subject IS NULL AND u.email = lower(p_email)))
    RETURNING u.id, u.email, u.name, false AS created
  )
  SELECT * FROM made UNION ALL SELECT * FROM known
$$;

CREATE FUNCTION system_set_password(p_user_id text, p_password_hash text)
RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH changed AS (UPDATE users u SET password_hash = p_password_hash WHERE u.id = p_user_id RETURNING 1)
  SELECT EXISTS (SELECT FROM changed)
$$;

CREATE FUNCTION system_rename_user(p_user_id text, p_name text)
RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH changed AS (UPDATE users u SET name = p_name WHERE u.id = p_user_id RETURNING 1)
  SELECT EXISTS (SELECT FROM changed)
$$;

-- Whoever has the link of an invitation says which tenant it is of by that alone.
CREATE FUNCTION system_find_invitation(p_token_hash text)
RETURNS TABLE (id text, tenant_id text, tenant_name text, email text, role text, expires_at timestamptz,
               accepted_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT i.id, i.tenant_id, t.name, i.email, i.role::text, i.expires_at, i.accepted_at, i.revoked_at
  FROM invitations i JOIN tenants t ON t.id = i.tenant_id WHERE i.token_hash = p_token_hash
$$;

-- Housekeeping: what has expired is of no use to anyone.
CREATE FUNCTION system_purge_identity(p_now timestamptz, p_max integer)
RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH sessions_gone AS (
    DELETE FROM identity_sessions s WHERE s.id IN (
      SELECT e.id FROM identity_sessions e WHERE e.expires_at <= p_now LIMIT p_max FOR UPDATE SKIP LOCKED)
    RETURNING 1
  ), links_gone AS (
    DELETE FROM identity_links l WHERE l.expires_at <= p_now RETURNING 1
  ), attempts_gone AS (
    DELETE FROM identity_attempts a WHERE a.last_at <= p_now - interval '1 day' RETURNING 1
  )
  SELECT ((SELECT count(*) FROM sessions_gone) + (SELECT count(*) FROM links_gone)
    + (SELECT count(*) FROM attempts_gone))::integer
$$;

DO $$
DECLARE
  fn regprocedure;
BEGIN
  FOR fn IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'system\_%'
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', fn);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO cloudmeet_app', fn);
  END LOOP;
END $$;
