-- Seats are given in the order in which recordings and streams were asked for, at each media node by itself: only what mixes
-- a room there can make them.

-- Where a capture last asked for a seat, and when: one that does not ask any more keeps nobody waiting.
ALTER TABLE "captures" ADD COLUMN "seat_node" TEXT;
ALTER TABLE "captures" ADD COLUMN "seat_asked_at" TIMESTAMPTZ(3);

DROP FUNCTION system_find_seat(text, timestamptz, integer, double precision);

-- A seat of a recorder at this media node that nobody was promised and nobody has, behind as many as those that wait there
-- and were asked for earlier will take. Whoever asks waits for those who asked before, until their transactions end: so each
-- finds another one. A node of null is none: the capture leaves the line where it stood.
CREATE FUNCTION system_find_seat(p_id text, p_node_id text, p_now timestamptz, p_silent_ms integer,
                                 p_disk_min double precision)
RETURNS TABLE (recorder_id text, seat integer, url text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707374);
  UPDATE captures SET seat_node = p_node_id, seat_asked_at = p_now WHERE id = p_id;
  RETURN QUERY
  SELECT r.id, s.seat, s.url
  FROM recorders r CROSS JOIN LATERAL jsonb_to_recordset(r.seats) AS s(seat integer, url text, "captureId" text)
  WHERE r.node_id = p_node_id AND NOT r.draining AND r.seen_at > p_now - p_silent_ms * interval '1 millisecond'
    AND r.disk_free_bytes >= p_disk_min AND s."captureId" IS NULL
    AND NOT EXISTS (SELECT FROM captures c WHERE c.recorder_id = r.id AND c.seat = s.seat)
  ORDER BY r.id, s.seat LIMIT 1
  OFFSET (
    SELECT count(*) FROM captures o JOIN captures c ON c.id = p_id
    WHERE o.waiting_since IS NOT NULL AND o.step = 'start' AND o.seat_node = p_node_id
      AND o.seat_asked_at > p_now - interval '30 seconds' AND (o.created_at, o.id) < (c.created_at, c.id)
  );
END $$;

-- How many of all tenants wait for a seat at the same media node and were asked for before this one, and it: 1 is next. Null
-- when it does not wait.
CREATE OR REPLACE FUNCTION system_capture_position(p_id text)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT (
    SELECT count(*)::integer FROM captures o
    WHERE o.waiting_since IS NOT NULL AND o.step = 'start' AND o.seat_node IS NOT DISTINCT FROM c.seat_node
      AND (o.created_at, o.id) <= (c.created_at, c.id)
  )
  FROM captures c WHERE c.id = p_id AND c.waiting_since IS NOT NULL AND c.step = 'start'
$$;

REVOKE ALL ON FUNCTION system_find_seat(text, text, timestamptz, integer, double precision) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_find_seat(text, text, timestamptz, integer, double precision) TO cloudmeet_app;
