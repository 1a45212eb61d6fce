-- Rooms are found by a part of their name, whatever its case and accents: what is compared is kept beside the name.

-- PostgreSQL's own words, so that the column and what somebody looks for become the same text.
CREATE FUNCTION app_search_text(p_text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(lower(regexp_replace(normalize(p_text, NFD), '[\u0300-\u036f]', '', 'g')), 'ς', 'σ')
$$;
GRANT EXECUTE ON FUNCTION app_search_text(text) TO cloudmeet_app;

ALTER TABLE "rooms" ADD COLUMN "search_name" TEXT GENERATED ALWAYS AS (app_search_text("name")) STORED;

-- Row-level security keeps conditions that are not leakproof (LIKE is none) out of a search index. This one holds all
-- that a list is narrowed by, in the list's order, so that a page is found without opening the rooms themselves.
CREATE INDEX "rooms_narrowed_idx" ON "rooms"("tenant_id", "created_at", "id")
  INCLUDE ("search_name", "mode", "test", "external_id") WHERE "deleted_at" IS NULL;

CREATE INDEX "sessions_live_idx" ON "sessions"("tenant_id", "room_id") WHERE "ended_at" IS NULL;
