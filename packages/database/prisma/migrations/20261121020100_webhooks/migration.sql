-- Webhooks: where each tenant wants to be told, and every delivery with how far it is.
--
-- The order of a room holds for each endpoint: of its pending deliveries only the first is "ready", and the next becomes
-- so when that one is over. Times come from the services, so that a test can move them.

CREATE TYPE "webhook_delivery_status" AS ENUM ('pending', 'delivered', 'failed');

CREATE TABLE "webhook_endpoints" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "types" TEXT[] NOT NULL,
    "description" TEXT,
    "disabled_reason" TEXT,
    "secrets" JSONB NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_deliveries" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "endpoint_id" TEXT NOT NULL,
    "message_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "room_id" TEXT,
    "seq" BIGINT,
    "payload" JSONB NOT NULL,
    "event_at" TIMESTAMPTZ(3) NOT NULL,
    "traceparent" TEXT,
    "status" "webhook_delivery_status" NOT NULL DEFAULT 'pending',
    "ready" BOOLEAN NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "in_flight_until" TIMESTAMPTZ(3),
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_failure" TEXT,
    "last_duration_ms" INTEGER,
    "replay_of" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "outbox" ADD COLUMN "traceparent" TEXT;

CREATE UNIQUE INDEX "webhook_endpoints_tenant_id_id_key" ON "webhook_endpoints"("tenant_id", "id");
CREATE INDEX "webhook_endpoints_tenant_id_created_at_id_idx" ON "webhook_endpoints"("tenant_id", "created_at", "id");
CREATE UNIQUE INDEX "webhook_deliveries_tenant_id_id_key" ON "webhook_deliveries"("tenant_id", "id");
CREATE INDEX "webhook_deliveries_tenant_id_created_at_id_idx" ON "webhook_deliveries"("tenant_id", "created_at", "id");
-- One delivery of an event to an endpoint, however often it is fanned out; only replays make more.
CREATE UNIQUE INDEX "webhook_deliveries_message_key" ON "webhook_deliveries"("endpoint_id", "message_id")
  WHERE replay_of IS NULL;
CREATE INDEX "webhook_deliveries_order_idx" ON "webhook_deliveries"("endpoint_id", "room_id", "seq")
  WHERE status = 'pending' AND replay_of IS NULL;
CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries"("next_attempt_at", "endpoint_id")
  WHERE status = 'pending' AND ready;
CREATE INDEX "webhook_deliveries_endpoint_due_idx" ON "webhook_deliveries"("endpoint_id", "next_attempt_at")
  WHERE status = 'pending' AND ready;
CREATE INDEX "webhook_deliveries_in_flight_idx" ON "webhook_deliveries"("in_flight_until")
  WHERE in_flight_until IS NOT NULL;
CREATE INDEX "webhook_deliveries_finished_idx" ON "webhook_deliveries"("finished_at") WHERE finished_at IS NOT NULL;

ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_tenant_id_fkey"
  FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_tenant_id_endpoint_id_fkey"
  FOREIGN KEY ("tenant_id", "endpoint_id") REFERENCES "webhook_endpoints"("tenant_id", "id")
  ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_rows" ON "webhook_endpoints" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "webhook_deliveries" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "system_rows" ON "webhook_endpoints" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "webhook_deliveries" TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_endpoints" TO cloudmeet_app;
GRANT SELECT, INSERT, UPDATE ON "webhook_deliveries" TO cloudmeet_app;

-- 24 letters and digits like the ids that the services make: 144 random bits, the two signs of base64 folded into letters.
CREATE FUNCTION app_new_id(p_prefix text) RETURNS text
  LANGUAGE sql VOLATILE
  RETURN p_prefix || '_' || translate(
    encode(substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 18), 'base64'), '+/', 'Qz');

-- Who changes which delivery of a room comes next holds this lock, one of 64, until its transaction ends.
CREATE FUNCTION app_webhook_order_lock(p_endpoint_id text, p_room_id text) RETURNS integer
  LANGUAGE sql IMMUTABLE
  RETURN abs(hashtext(p_endpoint_id || p_room_id) % 64);

-- Events of all tenants become deliveries, each with its endpoints in one transaction, so none is lost or made twice. One
-- sender at a time. With a message go all earlier ones of its room, so that no later one is ever first.
CREATE FUNCTION system_fan_out_webhooks(p_types text[], p_now timestamptz, p_max integer)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  taken uuid[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(72707371) THEN
    RETURN 0;
  END IF;
  WITH due AS (
    SELECT d.id, d.tenant_id, d.room_id, d.seq FROM outbox d
    WHERE d.done_at IS NULL AND d.type = ANY (p_types)
    ORDER BY d.available_at LIMIT p_max
  ), whole AS (
    SELECT due.id FROM due
    UNION
    SELECT o.id FROM due JOIN outbox o
      ON o.tenant_id = due.tenant_id AND o.room_id = due.room_id AND o.seq < due.seq
    WHERE o.done_at IS NULL AND o.type = ANY (p_types)
  )
  SELECT array_agg(whole.id) INTO taken FROM whole;
  IF taken IS NULL THEN
    RETURN 0;
  END IF;

  PERFORM pg_advisory_xact_lock(72707372, locks.number)
  FROM (
    SELECT DISTINCT app_webhook_order_lock(e.id, o.room_id) AS number
    FROM outbox o JOIN webhook_endpoints e ON e.tenant_id = o.tenant_id
    WHERE o.id = ANY (taken) AND o.room_id IS NOT NULL AND e.disabled_reason IS NULL AND o.type = ANY (e.types)
    ORDER BY 1
  ) locks;

  INSERT INTO webhook_deliveries (id, tenant_id, endpoint_id, message_id, type, room_id, seq, payload, event_at,
                                  traceparent, ready, next_attempt_at, created_at)
  SELECT app_new_id('del'), o.tenant_id, e.id, o.id, o.type, o.room_id, o.seq, o.payload, o.created_at, o.traceparent,
         o.seq IS NULL OR (
           row_number() OVER (PARTITION BY e.id, o.room_id ORDER BY o.seq) = 1
           AND NOT EXISTS (
             SELECT FROM webhook_deliveries p
             WHERE p.endpoint_id = e.id AND p.room_id = o.room_id AND p.seq < o.seq
               AND p.status = 'pending' AND p.replay_of IS NULL)),
         p_now, o.created_at
  FROM outbox o JOIN webhook_endpoints e ON e.tenant_id = o.tenant_id
  WHERE o.id = ANY (taken) AND e.disabled_reason IS NULL AND o.type = ANY (e.types)
    AND e.created_at <= o.created_at
  ON CONFLICT (endpoint_id, message_id) WHERE replay_of IS NULL DO NOTHING;

  UPDATE outbox o SET done_at = clock_timestamp(), leased_until = NULL WHERE o.id = ANY (taken);
  RETURN cardinality(taken);
END $$;

-- Takes deliveries that are due for a while, of each endpoint only as many as may be under way at once, and one where the
-- last attempts all failed: an endpoint that hangs must not take the senders from the others. The caller makes jobs of them;
-- those that are lost come up again when the time is over.
CREATE FUNCTION system_dispatch_webhooks(p_now timestamptz, p_max integer, p_lease_ms integer, p_per_endpoint integer)
RETURNS TABLE (id text, tenant_id text, attempt integer, traceparent text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(72707373) THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH busy AS (
    SELECT d.endpoint_id, count(*)::integer AS number FROM webhook_deliveries d
    WHERE d.in_flight_until > p_now GROUP BY d.endpoint_id
  ), due AS (
    SELECT DISTINCT d.endpoint_id FROM webhook_deliveries d
    WHERE d.status = 'pending' AND d.ready AND d.next_attempt_at <= p_now
  ), free AS (
    SELECT e.id AS endpoint_id,
           greatest(0, CASE WHEN e.failures < 3 THEN p_per_endpoint ELSE 1 END - coalesce(b.number, 0)) AS number
    FROM due JOIN webhook_endpoints e ON e.id = due.endpoint_id LEFT JOIN busy b ON b.endpoint_id = e.id
    WHERE e.disabled_reason IS NULL
  ), chosen AS (
    SELECT c.delivery_id FROM free f CROSS JOIN LATERAL (
      SELECT d.id AS delivery_id, d.next_attempt_at FROM webhook_deliveries d
      WHERE d.endpoint_id = f.endpoint_id AND d.status = 'pending' AND d.ready AND d.next_attempt_at <= p_now
      ORDER BY d.next_attempt_at, d.created_at, d.seq LIMIT f.number
    ) c
    ORDER BY c.next_attempt_at LIMIT p_max
  )
  UPDATE webhook_deliveries d
  SET in_flight_until = p_now + p_lease_ms * interval '1 millisecond',
      next_attempt_at = p_now + p_lease_ms * interval '1 millisecond'
  FROM chosen WHERE d.id = chosen.delivery_id AND d.status = 'pending' AND d.next_attempt_at <= p_now
  RETURNING d.id, d.tenant_id, d.attempts + 1, d.traceparent;
END $$;

-- Housekeeping: what was over long ago is of no use to anyone.
CREATE FUNCTION system_purge_webhooks(p_before timestamptz, p_max integer)
RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH stale AS (
    DELETE FROM webhook_deliveries d WHERE d.id IN (
      SELECT o.id FROM webhook_deliveries o WHERE o.finished_at <= p_before LIMIT p_max FOR UPDATE SKIP LOCKED)
    RETURNING 1
  )
  SELECT count(*)::integer FROM stale
$$;

DO $$
DECLARE
  fn regprocedure;
BEGIN
  FOR fn IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND p.proname IN ('system_fan_out_webhooks', 'system_dispatch_webhooks', 'system_purge_webhooks')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', fn);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO cloudmeet_app', fn);
  END LOOP;
END $$;
