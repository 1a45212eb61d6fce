-- Who changed what in a tenant. Each entry is hashed with the one before it; the head remembers the newest. Entries can
-- be added and read: neither changed nor removed.

CREATE TABLE "audit_log" (
    "tenant_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_label" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_id" TEXT,
    "outcome" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("tenant_id", "seq")
);
CREATE INDEX "audit_log_tenant_id_actor_id_seq_idx" ON "audit_log"("tenant_id", "actor_id", "seq");
CREATE INDEX "audit_log_tenant_id_action_seq_idx" ON "audit_log"("tenant_id", "action", "seq");
CREATE INDEX "audit_log_tenant_id_target_id_seq_idx" ON "audit_log"("tenant_id", "target_id", "seq");
CREATE INDEX "audit_log_tenant_id_at_idx" ON "audit_log"("tenant_id", "at");

CREATE TABLE "audit_heads" (
    "tenant_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("tenant_id")
);

ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE "audit_heads" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_rows" ON "audit_log" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));
CREATE POLICY "tenant_rows" ON "audit_heads" TO cloudmeet_app USING ("tenant_id" = (SELECT app_tenant()));

GRANT SELECT, INSERT ON "audit_log" TO cloudmeet_app;
GRANT SELECT, INSERT, UPDATE ON "audit_heads" TO cloudmeet_app;
