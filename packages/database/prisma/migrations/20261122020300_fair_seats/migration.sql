-- Seats are given in turn between tenants: first to whom has fewest at this media node, and of equals to what was asked for
-- first. The line is written once, so that the position that is told is the one that counts.

DROP FUNCTION system_find_seat(text, text, timestamptz, integer, double precision);
DROP FUNCTION system_capture_position(text);

-- Who waits for a seat at this media node, with their place: 1 is next. In it is whoever has asked within thirty seconds, and
-- "p_id". Each counts the seats that its tenant has at this node and what its tenant asked for before it. A node of null is
-- none, with a line of its own. For the functions below: services cannot call it.
CREATE FUNCTION seat_line(p_id text, p_node_id text, p_now timestamptz)
RETURNS TABLE (id text, place integer)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT w.id, row_number() OVER (ORDER BY w.held + w.before, w.created_at, w.id)::integer
  FROM (
    SELECT o.id, o.created_at,
           row_number() OVER (PARTITION BY o.tenant_id ORDER BY o.created_at, o.id) AS before,
           (SELECT count(*) FROM captures h JOIN recorders r ON r.id = h.recorder_id
            WHERE h.tenant_id = o.tenant_id AND r.node_id = p_node_id) AS held
    FROM captures o
    WHERE o.id = p_id
      OR (o.waiting_since IS NOT NULL AND o.step = 'start' AND o.seat_node IS NOT DISTINCT FROM p_node_id
          AND o.seat_asked_at > p_now - interval '30 seconds')
  ) w
$$;

-- A seat of a recorder at this media node that nobody was promised and nobody has, behind as many as those in front of it in
-- the line will take. Whoever asks waits for those who asked before, until their transactions end: so each finds another one.
-- A node of null is none: the capture leaves the line where it stood.
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
  OFFSET COALESCE((SELECT l.place - 1 FROM seat_line(p_id, p_node_id, p_now) l WHERE l.id = p_id), 0);
END $$;

-- The place of a capture in the line at the media node where it last asked; null when it does not wait.
CREATE FUNCTION system_capture_position(p_id text, p_now timestamptz)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT l.place
  FROM captures c CROSS JOIN LATERAL seat_line(c.id, c.seat_node, p_now) l
  WHERE c.id = p_id AND l.id = p_id AND c.waiting_since IS NOT NULL AND c.step = 'start'
$$;

REVOKE ALL ON FUNCTION seat_line(text, text, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION system_find_seat(text, text, timestamptz, integer, double precision) FROM PUBLIC;
REVOKE ALL ON FUNCTION system_capture_position(text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_find_seat(text, text, timestamptz, integer, double precision) TO cloudmeet_app;
GRANT EXECUTE ON FUNCTION system_capture_position(text, timestamptz) TO cloudmeet_app;
