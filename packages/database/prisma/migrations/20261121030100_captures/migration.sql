-- Recordings and streams of live sessions ("captures"), what was uploaded of them, and the recorders that make them.
--
-- A row with "due_at" is its own outbox: the step it names is to be done, and whoever sends jobs finds it there. Times come
-- from the services, so that a test can move them.

CREATE TYPE "capture_kind" AS ENUM ('recording', 'stream');
CREATE TYPE "capture_status" AS ENUM ('queued', 'recording', 'live', 'processing', 'ready', 'ended', 'failed');
CREATE TYPE "capture_step" AS ENUM ('start', 'stop', 'finalize');

CREATE TABLE "captures" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" "capture_kind" NOT NULL,
    "room_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "status" "capture_status" NOT NULL DEFAULT 'queued',
    "audio_only" BOOLEAN NOT NULL DEFAULT false,
    "hls" BOOLEAN NOT NULL DEFAULT false,
    "hls_url" TEXT,
    "targets" JSONB NOT NULL DEFAULT '[]',
    "targets_sealed" TEXT,
    "started_by" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "stop_reason" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ready_at" TIMESTAMPTZ(3),
    "step" "capture_step",
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "waiting_since" TIMESTAMPTZ(3),
    "part" INTEGER NOT NULL DEFAULT 0,
    "parts" JSONB NOT NULL DEFAULT '[]',
    "recorder_id" TEXT,
    "seat" INTEGER,
    "seat_url" TEXT,
    "file" JSONB,
    "bytes" BIGINT,
    "duration_ms" DOUBLE PRECISION,
    "chapters" JSONB NOT NULL DEFAULT '[]',
    "people" JSONB NOT NULL DEFAULT '[]',
    "viewers" INTEGER NOT NULL DEFAULT 0,
    "failure" JSONB,
    "untold" JSONB NOT NULL DEFAULT '[]',
    "traceparent" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "captures_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "capture_segments" (
    "tenant_id" TEXT NOT NULL,
    "capture_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "init_key" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "capture_segments_pkey" PRIMARY KEY ("capture_id", "part", "number")
);

-- They serve all tenants, so no row belongs to one.
CREATE TABLE "recorders" (
    "id" TEXT NOT NULL,
    "node_id" TEXT NOT NULL,
    "seats" JSONB NOT NULL,
    "draining" BOOLEAN NOT NULL,
    "disk_free_bytes" DOUBLE PRECISION NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recorders_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "captures_tenant_id_id_key" ON "captures"("tenant_id", "id");
-- A session is recorded once at a time, and streamed once.
CREATE UNIQUE INDEX "captures_running_key" ON "captures"("session_id", "kind")
  WHERE status IN ('queued', 'recording', 'live');
-- A seat is promised once.
CREATE UNIQUE INDEX "captures_seat_key" ON "captures"("recorder_id", "seat") WHERE recorder_id IS NOT NULL;
CREATE INDEX "captures_tenant_id_kind_created_at_id_idx" ON "captures"("tenant_id", "kind", "created_at", "id");
CREATE INDEX "captures_tenant_id_room_id_idx" ON "captures"("tenant_id", "room_id");
CREATE INDEX "captures_due_idx" ON "captures"("due_at") WHERE due_at IS NOT NULL;
CREATE INDEX "captures_waiting_idx" ON "captures"("waiting_since") WHERE waiting_since IS NOT NULL;
CREATE INDEX "captures_expires_idx" ON "captures"("expires_at") WHERE expires_at IS NOT NULL;

ALTER TABLE "captures" ADD CONSTRAINT "captures_tenant_id_room_id_fkey"
  FOREIGN KEY ("tenant_id", "room_id") REFERENCES "rooms"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "captures" ADD CONSTRAINT "captures_tenant_id_session_id_fkey"
  FOREIGN KEY ("tenant_id", "session_id") REFERENCES "sessions"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "capture_segments" ADD CONSTRAINT "capture_segments_tenant_id_capture_id_fkey"
  FOREIGN KEY ("tenant_id", "capture_id") REFERENCES "captures"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "captures" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "capture_segments" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_rows" ON "captures" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "capture_segments" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "system_rows" ON "captures" TO CURRENT_USER USING (true);

GRANT SELECT, INSERT, UPDATE ON "captures" TO cloudmeet_app;
GRANT SELECT, INSERT, DELETE ON "capture_segments" TO cloudmeet_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "recorders" TO cloudmeet_app;

-- Takes due steps of all tenants for a while; the caller makes jobs of them. Those that are lost come up again when the time
-- is over. Ids alone: what is to be done is decided when the job is taken up.
CREATE FUNCTION system_dispatch_captures(p_now timestamptz, p_max integer, p_lease_ms integer)
RETURNS TABLE (id text, tenant_id text, step text, attempt integer, traceparent text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE captures c SET due_at = p_now + p_lease_ms * interval '1 millisecond'
  FROM (
    SELECT d.id FROM captures d WHERE d.due_at <= p_now AND d.step IS NOT NULL
    ORDER BY d.due_at LIMIT p_max FOR UPDATE SKIP LOCKED
  ) due
  WHERE c.id = due.id
  RETURNING c.id, c.tenant_id, c.step::text, c.attempt + 1, c.traceparent
$$;

-- Captures of all tenants that run or wait, or of which a room was not told something yet: for those who look after them.
CREATE FUNCTION system_list_running_captures(p_after text, p_max integer)
RETURNS TABLE (id text, tenant_id text, kind text, room_id text, session_id text, status text, part integer,
               recorder_id text, seat integer, untold boolean, session_ended boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.id, c.tenant_id, c.kind::text, c.room_id, c.session_id, c.status::text, c.part, c.recorder_id, c.seat,
         jsonb_array_length(c.untold) > 0, s.ended_at IS NOT NULL
  FROM captures c JOIN sessions s ON s.id = c.session_id
  WHERE (c.status IN ('queued', 'recording', 'live', 'processing') OR jsonb_array_length(c.untold) > 0) AND c.id > p_after
  ORDER BY c.id LIMIT p_max
$$;
CREATE INDEX "captures_open_idx" ON "captures"("id")
  WHERE status IN ('queued', 'recording', 'live', 'processing') OR jsonb_array_length(untold) > 0;

-- How many of all tenants wait for a seat for longer than this one, and it: 1 is next. Null when it does not wait.
CREATE FUNCTION system_capture_position(p_id text)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT (
    SELECT count(*)::integer FROM captures o
    WHERE o.waiting_since IS NOT NULL AND (o.waiting_since, o.id) <= (c.waiting_since, c.id)
  )
  FROM captures c WHERE c.id = p_id AND c.waiting_since IS NOT NULL
$$;

-- A seat of a recorder at this media node that nobody was promised and nobody has. Whoever asks waits for those who asked
-- before, until their transactions end: so each finds another one.
CREATE FUNCTION system_find_seat(p_node_id text, p_now timestamptz, p_silent_ms integer, p_disk_min double precision)
RETURNS TABLE (recorder_id text, seat integer, url text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707374);
  RETURN QUERY
  SELECT r.id, s.seat, s.url
  FROM recorders r CROSS JOIN LATERAL jsonb_to_recordset(r.seats) AS s(seat integer, url text, "captureId" text)
  WHERE r.node_id = p_node_id AND NOT r.draining AND r.seen_at > p_now - p_silent_ms * interval '1 millisecond'
    AND r.disk_free_bytes >= p_disk_min AND s."captureId" IS NULL
    AND NOT EXISTS (SELECT FROM captures c WHERE c.recorder_id = r.id AND c.seat = s.seat)
  ORDER BY r.id, s.seat LIMIT 1;
END $$;

-- Files that were kept long enough, of all tenants.
CREATE FUNCTION system_list_expired_captures(p_now timestamptz, p_max integer)
RETURNS TABLE (id text, tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.id, c.tenant_id FROM captures c
  WHERE c.expires_at <= p_now AND c.deleted_at IS NULL ORDER BY c.expires_at LIMIT p_max
$$;

DO $$
DECLARE
  fn regprocedure;
BEGIN
  FOR fn IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND p.proname IN ('system_dispatch_captures', 'system_list_running_captures', 'system_capture_position',
                        'system_find_seat', 'system_list_expired_captures')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', fn);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO cloudmeet_app', fn);
  END LOOP;
END $$;
