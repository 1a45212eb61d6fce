-- What was: use by day, requests by id, and what of keys and branding the console shows.

CREATE INDEX "sessions_tenant_id_started_at_id_idx" ON "sessions"("tenant_id", "started_at", "id");

-- How far the log of a session was counted, and who was in it there. Written in the transaction that counts.
CREATE TABLE "usage_progress" (
    "session_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "room_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3),
    "topology" "topology" NOT NULL DEFAULT 'p2p',
    "present" JSONB NOT NULL DEFAULT '[]',
    "closed" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "usage_progress_pkey" PRIMARY KEY ("session_id")
);
CREATE UNIQUE INDEX "usage_progress_tenant_id_session_id_key" ON "usage_progress"("tenant_id", "session_id");
CREATE INDEX "usage_progress_open_idx" ON "usage_progress"("tenant_id", "session_id") WHERE NOT "closed";

CREATE TABLE "usage_daily" (
    "tenant_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "room_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL DEFAULT '',
    "topology" "topology" NOT NULL,
    "participant_ms" BIGINT NOT NULL DEFAULT 0,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "participants" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "usage_daily_pkey" PRIMARY KEY ("tenant_id", "day", "room_id", "external_id", "topology")
);

-- Requests of a tenant, kept for some days.
CREATE TABLE "request_log" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "tenant_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_label" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "operation_id" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "code" TEXT,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    CONSTRAINT "request_log_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "request_log_tenant_id_at_id_idx" ON "request_log"("tenant_id", "at", "id");
CREATE INDEX "request_log_tenant_id_request_id_idx" ON "request_log"("tenant_id", "request_id");
CREATE INDEX "request_log_at_idx" ON "request_log"("at");

-- A key may be narrowed, and one that was rotated works a while longer.
ALTER TABLE "api_keys" ADD COLUMN "scopes" TEXT[];
ALTER TABLE "api_keys" ADD COLUMN "expires_at" TIMESTAMPTZ(3);

-- A tenant's logo: a small picture whose type was checked by its content.
CREATE TABLE "tenant_logos" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "tenant_logos_pkey" PRIMARY KEY ("tenant_id")
);
CREATE UNIQUE INDEX "tenant_logos_id_key" ON "tenant_logos"("id");

ALTER TABLE "usage_progress" ADD CONSTRAINT "usage_progress_tenant_id_session_id_fkey" FOREIGN KEY ("tenant_id", "session_id") REFERENCES "sessions"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "usage_daily" ADD CONSTRAINT "usage_daily_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "request_log" ADD CONSTRAINT "request_log_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "tenant_logos" ADD CONSTRAINT "tenant_logos_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Sessions from before are counted too.
INSERT INTO "usage_progress" ("session_id", "tenant_id", "room_id")
  SELECT "id", "tenant_id", "room_id" FROM "sessions";

ALTER TABLE "usage_progress" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "usage_daily" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "request_log" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "tenant_logos" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_rows" ON "usage_progress" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "usage_daily" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "request_log" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "tenant_logos" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "system_rows" ON "usage_progress" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "request_log" TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "tenant_logos" FOR SELECT TO CURRENT_USER USING (true);

GRANT SELECT, INSERT, UPDATE ON "usage_progress", "usage_daily" TO cloudmeet_app;
GRANT SELECT ON "request_log" TO cloudmeet_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "tenant_logos" TO cloudmeet_app;

DROP FUNCTION system_find_api_key(text);
CREATE FUNCTION system_find_api_key(p_hash text)
RETURNS TABLE (id text, tenant_id text, name text, kind text, prefix text, created_at timestamptz,
               last_used_at timestamptz, revoked_at timestamptz, scopes text[], expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT k.id, k.tenant_id, k.name, k.kind::text, k.prefix, k.created_at, k.last_used_at, k.revoked_at, k.scopes,
         k.expires_at
  FROM api_keys k WHERE k.hash = p_hash
$$;

-- Sessions whose log goes on after what was counted of it, of all tenants: ids only.
CREATE FUNCTION system_list_unmetered(p_max integer)
RETURNS TABLE (tenant_id text, session_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.tenant_id, p.session_id
  FROM usage_progress p JOIN sessions s ON s.id = p.session_id
  WHERE NOT p.closed AND (s.last_seq > p.seq OR s.ended_at IS NOT NULL)
  ORDER BY s.started_at LIMIT p_max
$$;

-- Many requests of many tenants at once. Those of a tenant that is gone are dropped.
CREATE FUNCTION system_log_requests(p_rows jsonb)
RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH added AS (
    INSERT INTO request_log (tenant_id, request_id, at, actor_type, actor_id, actor_label, method, path,
      operation_id, status, code, duration_ms)
    SELECT r."tenantId", r."requestId", r.at, r."actorType", r."actorId", r."actorLabel", r.method, r.path,
      r."operationId", r.status, r.code, r."durationMs"
    FROM jsonb_to_recordset(p_rows) AS r("tenantId" text, "requestId" text, at timestamptz, "actorType" text,
      "actorId" text, "actorLabel" text, method text, path text, "operationId" text, status integer, code text,
      "durationMs" double precision)
    JOIN tenants t ON t.id = r."tenantId"
    RETURNING 1
  )
  SELECT count(*)::integer FROM added
$$;

CREATE FUNCTION system_purge_request_log(p_before timestamptz, p_max integer)
RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH gone AS (
    DELETE FROM request_log r WHERE r.id IN (
      SELECT e.id FROM request_log e WHERE e.at < p_before ORDER BY e.at LIMIT p_max FOR UPDATE SKIP LOCKED)
    RETURNING 1
  )
  SELECT count(*)::integer FROM gone
$$;

-- A logo is shown to whoever has its address.
CREATE FUNCTION system_find_logo(p_id text)
RETURNS TABLE (content_type text, bytes bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT l.content_type, l.bytes FROM tenant_logos l WHERE l.id = p_id
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
