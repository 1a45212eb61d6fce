-- The queue of a deployment that has no other: jobs between services. They carry ids, and belong to no tenant.

CREATE TABLE "queue_messages" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "queue" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "visible_at" TIMESTAMPTZ(3) NOT NULL,
    "receives" INTEGER NOT NULL DEFAULT 0,
    "receipt" UUID,

    CONSTRAINT "queue_messages_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "queue_messages_queue_visible_at_idx" ON "queue_messages"("queue", "visible_at");

GRANT SELECT, INSERT, UPDATE, DELETE ON "queue_messages" TO cloudmeet_app;
