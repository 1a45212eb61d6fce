-- What was recorded in a month, and what is kept now, is found without reading all that was ever recorded.

CREATE INDEX "captures_tenant_id_started_at_idx" ON "captures"("tenant_id", "started_at");
CREATE INDEX "captures_stored_idx" ON "captures"("tenant_id", "room_id", "bytes") WHERE deleted_at IS NULL AND bytes IS NOT NULL;
