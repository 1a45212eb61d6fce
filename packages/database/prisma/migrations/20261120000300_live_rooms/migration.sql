-- What a node needs to take over a live room after another one died.

-- What the token narrowed its role to: it must hold after a recovery too. NULL: all that the role has.
ALTER TABLE "participants" ADD COLUMN "grants" JSONB;

-- A session that goes on although no node has its room is looked after by whoever finds it. Only ids are told.
CREATE POLICY "system_rows" ON "sessions" FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION system_list_orphaned_rooms(p_max integer)
RETURNS TABLE (room_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT s.room_id
  FROM sessions s LEFT JOIN room_leases l ON l.room_id = s.room_id
  WHERE s.ended_at IS NULL
    AND (l.room_id IS NULL OR l.node_id IS NULL OR l.expires_at <= clock_timestamp())
  ORDER BY s.started_at LIMIT p_max
$$;

REVOKE ALL ON FUNCTION system_list_orphaned_rooms(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_list_orphaned_rooms(integer) TO cloudmeet_app;
