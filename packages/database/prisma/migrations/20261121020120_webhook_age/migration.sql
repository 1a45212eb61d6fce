-- How long a delivery is tried counts from when it was made: the time that a sender was down is not the endpoint's.
ALTER TABLE "webhook_deliveries" ADD COLUMN "made_at" TIMESTAMPTZ(3);
UPDATE "webhook_deliveries" SET "made_at" = "created_at";
ALTER TABLE "webhook_deliveries" ALTER COLUMN "made_at" SET NOT NULL;

-- Events of all tenants become deliveries, each with its endpoints in one transaction, so none is lost or made twice. One
-- sender at a time. With a message go all earlier ones of its room, so that no later one is ever first.
CREATE OR REPLACE FUNCTION system_fan_out_webhooks(p_types text[], p_now timestamptz, p_max integer)
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
                                  traceparent, ready, next_attempt_at, created_at, made_at)
  SELECT app_new_id('del'), o.tenant_id, e.id, o.id, o.type, o.room_id, o.seq, o.payload, o.created_at, o.traceparent,
         o.seq IS NULL OR (
           row_number() OVER (PARTITION BY e.id, o.room_id ORDER BY o.seq) = 1
           AND NOT EXISTS (
             SELECT FROM webhook_deliveries p
             WHERE p.endpoint_id = e.id AND p.room_id = o.room_id AND p.seq < o.seq
               AND p.status = 'pending' AND p.replay_of IS NULL)),
         p_now, o.created_at, p_now
  FROM outbox o JOIN webhook_endpoints e ON e.tenant_id = o.tenant_id
  WHERE o.id = ANY (taken) AND e.disabled_reason IS NULL AND o.type = ANY (e.types)
    AND e.created_at <= o.created_at
  ON CONFLICT (endpoint_id, message_id) WHERE replay_of IS NULL DO NOTHING;

  UPDATE outbox o SET done_at = clock_timestamp(), leased_until = NULL WHERE o.id = ANY (taken);
  RETURN cardinality(taken);
END $$;
