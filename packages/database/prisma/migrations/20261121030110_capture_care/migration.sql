-- Looking after recordings and streams: what a recorder is wanted for, and files that are to go.

-- When the objects of a deleted capture, or the segments of a joined one, were removed from the store.
ALTER TABLE "captures" ADD COLUMN "purged_at" TIMESTAMPTZ(3);
ALTER TABLE "captures" ADD COLUMN "trimmed_at" TIMESTAMPTZ(3);

CREATE INDEX "captures_purge_idx" ON "captures"("deleted_at") WHERE deleted_at IS NOT NULL AND purged_at IS NULL;
CREATE INDEX "captures_trim_idx" ON "captures"("ready_at") WHERE ready_at IS NOT NULL AND trimmed_at IS NULL;

-- Captures that hold seats of a recorder. A recorder belongs to no tenant, so it asks over all of them.
CREATE FUNCTION system_list_captures_at(p_recorder_id text)
RETURNS TABLE (id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.id FROM captures c WHERE c.recorder_id = p_recorder_id
$$;

-- Deleted captures of all tenants whose objects are still there.
CREATE FUNCTION system_list_deleted_captures(p_max integer)
RETURNS TABLE (id text, tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.id, c.tenant_id FROM captures c
  WHERE c.deleted_at IS NOT NULL AND c.purged_at IS NULL ORDER BY c.deleted_at LIMIT p_max
$$;

-- Recordings of all tenants that have been ready for a while and whose segments are still there beside the file.
CREATE FUNCTION system_list_untrimmed_captures(p_ready_before timestamptz, p_max integer)
RETURNS TABLE (id text, tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT c.id, c.tenant_id FROM captures c
  WHERE c.ready_at <= p_ready_before AND c.trimmed_at IS NULL AND c.deleted_at IS NULL
  ORDER BY c.ready_at LIMIT p_max
$$;

DO $$
DECLARE
  fn regprocedure;
BEGIN
  FOR fn IN
    SELECT p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND p.proname IN ('system_list_captures_at', 'system_list_deleted_captures', 'system_list_untrimmed_captures')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', fn);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO cloudmeet_app', fn);
  END LOOP;
END $$;
