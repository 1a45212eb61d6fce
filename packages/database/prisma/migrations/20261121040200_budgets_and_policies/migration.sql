-- What a tenant lets its rooms allow at most, and budgets of what it uses in a calendar month (UTC).

ALTER TABLE "tenants" ADD COLUMN "policies" JSONB NOT NULL DEFAULT '{}';

CREATE TYPE "budget_metric" AS ENUM ('participantMinutes', 'recordingMinutes', 'streamingMinutes', 'storedBytes');

CREATE TABLE "budgets" (
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "metric" "budget_metric" NOT NULL,
    "external_id" TEXT NOT NULL DEFAULT '',
    "limit" DOUBLE PRECISION NOT NULL,
    "thresholds" INTEGER[] NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "check_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budgets_pkey" PRIMARY KEY ("id")
);

-- Thresholds that were met. The row is what keeps one from being told twice.
CREATE TABLE "budget_crossings" (
    "budget_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "threshold" INTEGER NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "used" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_crossings_pkey" PRIMARY KEY ("budget_id", "month", "threshold")
);

CREATE UNIQUE INDEX "budgets_tenant_id_id_key" ON "budgets"("tenant_id", "id");
CREATE UNIQUE INDEX "budgets_tenant_id_metric_external_id_key" ON "budgets"("tenant_id", "metric", "external_id");
CREATE INDEX "budgets_tenant_id_created_at_id_idx" ON "budgets"("tenant_id", "created_at", "id");
CREATE INDEX "budgets_check_at_idx" ON "budgets"("check_at");

ALTER TABLE "budgets" ADD CONSTRAINT "budgets_tenant_id_fkey"
  FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "budget_crossings" ADD CONSTRAINT "budget_crossings_tenant_id_budget_id_fkey"
  FOREIGN KEY ("tenant_id", "budget_id") REFERENCES "budgets"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "budgets" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "budget_crossings" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_rows" ON "budgets" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "budget_crossings" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "system_rows" ON "budgets" FOR SELECT TO CURRENT_USER USING (true);

GRANT SELECT, INSERT, UPDATE, DELETE ON "budgets" TO cloudmeet_app;
GRANT SELECT, INSERT ON "budget_crossings" TO cloudmeet_app;

-- Budgets of all tenants that are to be looked at, longest due first: ids alone.
CREATE FUNCTION system_list_due_budgets(p_now timestamptz, p_max integer)
RETURNS TABLE (id text, tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT b.id, b.tenant_id FROM budgets b WHERE b.check_at <= p_now ORDER BY b.check_at LIMIT p_max
$$;
REVOKE ALL ON FUNCTION system_list_due_budgets(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_list_due_budgets(timestamptz, integer) TO cloudmeet_app;
