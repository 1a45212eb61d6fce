-- A time kept in milliseconds is rounded, so it may lie half a millisecond ahead: what is due now was not found now.

ALTER TABLE "queue_messages" ALTER COLUMN "visible_at" TYPE TIMESTAMPTZ(6);
ALTER TABLE "outbox" ALTER COLUMN "available_at" TYPE TIMESTAMPTZ(6);
