-- The few questions that are asked before a tenant is known, or over all tenants at once. Each is one function that
-- runs as the owner of the tables, takes only unguessable or exact values, and returns only what its caller needs.
-- FORCE ROW LEVEL SECURITY binds the owner too, so each table names here what the owner may do in it.

CREATE POLICY "system_rows" ON "api_keys" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "tenant_signing_keys" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "tenants" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "rooms" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "allowed_origins" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "memberships" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "users" TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "room_leases" TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "outbox" TO CURRENT_USER USING (true);
CREATE POLICY "system_rows" ON "idempotency_keys" TO CURRENT_USER USING (true);

-- An API request carries a key and nothing else: the key says which tenant it is.
CREATE FUNCTION system_find_api_key(p_hash text)
RETURNS TABLE (id text, tenant_id text, name text, kind text, prefix text, created_at timestamptz,
               last_used_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT k.id, k.tenant_id, k.name, k.kind::text, k.prefix, k.created_at, k.last_used_at, k.revoked_at
  FROM api_keys k WHERE k.hash = p_hash
$$;

-- The room page is opened by its address alone; the browser must be told who may frame it.
CREATE FUNCTION system_find_room_page(p_room_id text)
RETURNS TABLE (tenant_id text, tenant_name text, branding jsonb, allowed_origins text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT t.id, t.name, t.branding,
         ARRAY(SELECT o.origin FROM allowed_origins o WHERE o.tenant_id = t.id ORDER BY o.created_at, o.id)
  FROM rooms r JOIN tenants t ON t.id = r.tenant_id
  WHERE r.id = p_room_id AND r.deleted_at IS NULL
$$;

-- A token names its tenant itself and is not believed yet: this is what it is checked against.
CREATE FUNCTION system_find_signing_key(p_tenant_id text, p_kid text)
RETURNS TABLE (id text, kid text, algorithm text, public_jwk jsonb, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT k.id, k.kid, k.algorithm, k.public_jwk, k.created_at
  FROM tenant_signing_keys k
  WHERE k.tenant_id = p_tenant_id AND k.kid = p_kid AND k.revoked_at IS NULL
$$;

-- A person logs in by e-mail and then chooses among the tenants they are a member of.
CREATE FUNCTION system_find_user(p_email text)
RETURNS TABLE (id text, email text, name text, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, u.email, u.name, u.password_hash FROM users u WHERE u.email = lower(p_email)
$$;

CREATE FUNCTION system_list_memberships(p_user_id text)
RETURNS TABLE (tenant_id text, tenant_name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT t.id, t.name, m.role::text
  FROM memberships m JOIN tenants t ON t.id = m.tenant_id
  WHERE m.user_id = p_user_id ORDER BY t.created_at, t.id
$$;

-- A person exists before their first membership. False when the e-mail is taken.
CREATE FUNCTION system_create_user(p_id text, p_email text, p_name text, p_password_hash text)
RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH created AS (
    INSERT INTO users (id, email, name, password_hash) VALUES (p_id, lower(p_email), p_name, p_password_hash)
    ON CONFLICT (email) DO NOTHING RETURNING 1
  )
  SELECT EXISTS (SELECT FROM created)
$$;

-- A node that does not have a room sends the client to the one that has it.
CREATE FUNCTION system_find_lease(p_room_id text)
RETURNS TABLE (room_id text, tenant_id text, node_id text, epoch bigint, internal_url text, socket_url text,
               expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT l.room_id, l.tenant_id, l.node_id, l.epoch, l.internal_url, l.socket_url, l.expires_at
  FROM room_leases l
  WHERE l.room_id = p_room_id AND l.node_id IS NOT NULL AND l.expires_at > clock_timestamp()
$$;

-- A node renews all its rooms, of all tenants, in one statement. Returns those that are still its own.
CREATE FUNCTION system_renew_leases(p_node_id text, p_room_ids text[], p_epochs bigint[], p_ttl_ms integer)
RETURNS TABLE (room_id text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE room_leases l
  SET expires_at = clock_timestamp() + p_ttl_ms * interval '1 millisecond'
  FROM unnest(p_room_ids, p_epochs) AS mine(room_id, epoch)
  WHERE l.room_id = mine.room_id AND l.epoch = mine.epoch AND l.node_id = p_node_id
  RETURNING l.room_id
$$;

-- The sender takes what is due, of all tenants, for a while; two senders never get the same message at once.
CREATE FUNCTION system_lease_outbox(p_max integer, p_lease_ms integer)
RETURNS TABLE (id uuid, tenant_id text, room_id text, type text, seq bigint, payload jsonb,
               created_at timestamptz, attempts integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE outbox o
  SET leased_until = clock_timestamp() + p_lease_ms * interval '1 millisecond', attempts = o.attempts + 1
  FROM (
    SELECT d.id FROM outbox d
    WHERE d.done_at IS NULL AND d.available_at <= clock_timestamp()
      AND (d.leased_until IS NULL OR d.leased_until <= clock_timestamp())
    ORDER BY d.available_at, d.created_at, d.seq
    LIMIT p_max FOR UPDATE SKIP LOCKED
  ) due
  WHERE o.id = due.id
  RETURNING o.id, o.tenant_id, o.room_id, o.type, o.seq, o.payload, o.created_at, o.attempts
$$;

CREATE FUNCTION system_finish_outbox(p_ids uuid[])
RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH finished AS (
    UPDATE outbox o SET done_at = clock_timestamp(), leased_until = NULL
    WHERE o.id = ANY (p_ids) AND o.done_at IS NULL RETURNING 1
  )
  SELECT count(*)::integer FROM finished
$$;

CREATE FUNCTION system_retry_outbox(p_id uuid, p_delay_ms bigint)
RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH postponed AS (
    UPDATE outbox o
    SET available_at = clock_timestamp() + p_delay_ms * interval '1 millisecond', leased_until = NULL
    WHERE o.id = p_id AND o.done_at IS NULL RETURNING 1
  )
  SELECT EXISTS (SELECT FROM postponed)
$$;

-- Housekeeping over all tenants: what has expired is of no use to anyone.
CREATE FUNCTION system_purge(p_outbox_age_ms bigint, p_max integer)
RETURNS TABLE (idempotency_keys integer, outbox integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH stale_keys AS (
    DELETE FROM idempotency_keys k WHERE (k.tenant_id, k.key) IN (
      SELECT e.tenant_id, e.key FROM idempotency_keys e WHERE e.expires_at <= clock_timestamp()
      LIMIT p_max FOR UPDATE SKIP LOCKED)
    RETURNING 1
  ), stale_messages AS (
    DELETE FROM outbox o WHERE o.id IN (
      SELECT e.id FROM outbox e WHERE e.done_at <= clock_timestamp() - p_outbox_age_ms * interval '1 millisecond'
      LIMIT p_max FOR UPDATE SKIP LOCKED)
    RETURNING 1
  )
  SELECT (SELECT count(*)::integer FROM stale_keys), (SELECT count(*)::integer FROM stale_messages)
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
