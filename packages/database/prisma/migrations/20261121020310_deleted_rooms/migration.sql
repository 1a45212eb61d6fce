-- Nobody can take up a deleted room: its session is not one to look after but one to end.

CREATE OR REPLACE FUNCTION system_list_orphaned_rooms(p_max integer)
RETURNS TABLE (room_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT s.room_id
  FROM sessions s
    JOIN rooms r ON r.id = s.room_id AND r.deleted_at IS NULL
    LEFT JOIN room_leases l ON l.room_id = s.room_id
  WHERE s.ended_at IS NULL
    AND (l.room_id IS NULL OR l.node_id IS NULL OR l.expires_at <= clock_timestamp())
  ORDER BY s.started_at LIMIT p_max
$$;

-- Sessions that still go on in the records although their room is deleted and no node has it. Only ids are told.
CREATE FUNCTION system_list_sessions_of_deleted_rooms(p_max integer)
RETURNS TABLE (tenant_id text, room_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT s.tenant_id, s.room_id
  FROM sessions s
    JOIN rooms r ON r.id = s.room_id AND r.deleted_at IS NOT NULL
    LEFT JOIN room_leases l ON l.room_id = s.room_id
  WHERE s.ended_at IS NULL
    AND (l.room_id IS NULL OR l.node_id IS NULL OR l.expires_at <= clock_timestamp())
  ORDER BY s.started_at LIMIT p_max
$$;

REVOKE ALL ON FUNCTION system_list_sessions_of_deleted_rooms(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_list_sessions_of_deleted_rooms(integer) TO cloudmeet_app;
