-- Row-level security: what a tenant may see holds in the database even where a query forgets its filter.
--
-- The services connect as (or as a member of) "cloudmeet_app", which owns nothing. Every transaction of theirs says
-- set_config('app.tenant_id', <tenant>, true) first; without it no row of any tenant is visible.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cloudmeet_app') THEN
    CREATE ROLE cloudmeet_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster made it at the same moment
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'The role "cloudmeet_app" is missing and this login may not create it.'
      USING HINT = 'Run as an administrator: CREATE ROLE cloudmeet_app NOLOGIN;';
END $$;

-- Where one login migrates and serves, it serves by SET ROLE. Where the logins differ this is neither needed nor allowed.
DO $$
BEGIN
  GRANT cloudmeet_app TO CURRENT_USER;
EXCEPTION
  WHEN insufficient_privilege THEN NULL;
END $$;

-- The tenant of the present transaction. An unset setting reads as NULL at first and as '' later in a connection.
CREATE FUNCTION app_tenant() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.tenant_id', true), '');

ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "allowed_origins" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "tenant_signing_keys" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "rooms" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "participants" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "session_bans" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "room_entries" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "room_leases" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY "tenant_rows" ON "memberships" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "api_keys" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "allowed_origins" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "tenant_signing_keys" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "rooms" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "sessions" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "participants" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "session_bans" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "room_entries" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "room_leases" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "idempotency_keys" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "outbox" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "tenants" TO cloudmeet_app USING ("id" = (SELECT app_tenant()));
-- A person is visible to the tenants that they are a member of (the inner table is filtered by its own policy).
CREATE POLICY "member_rows" ON "users" FOR SELECT TO cloudmeet_app
  USING (EXISTS (SELECT FROM "memberships" m WHERE m."user_id" = "users"."id"));

-- Only what the services do. The log of a room can be added to and read, never changed.
GRANT USAGE ON SCHEMA public TO cloudmeet_app;
GRANT SELECT, INSERT, UPDATE ON "tenants", "api_keys", "tenant_signing_keys", "service_signing_keys", "rooms",
  "sessions", "participants", "room_leases" TO cloudmeet_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "memberships", "allowed_origins", "idempotency_keys" TO cloudmeet_app;
GRANT SELECT, INSERT ON "session_bans", "room_entries", "outbox" TO cloudmeet_app;
GRANT SELECT ON "users" TO cloudmeet_app;

ALTER TABLE "users" ADD CONSTRAINT "users_email_lower_case" CHECK ("email" = lower("email"));
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_counts" CHECK ("participant_count" >= 0 AND "last_seq" >= 0);
ALTER TABLE "room_entries" ADD CONSTRAINT "room_entries_seq" CHECK ("seq" >= 1);
