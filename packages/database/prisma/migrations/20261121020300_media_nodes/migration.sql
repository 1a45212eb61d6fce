-- Which media nodes there are and which of them mixes a room. They serve all tenants, so no row belongs to one, and
-- what is in them (addresses inside the deployment, loads, ids of mixes) is never told to a customer.

CREATE TABLE "media_nodes" (
    "id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "control_url" TEXT NOT NULL,
    "capacity_cores" DOUBLE PRECISION NOT NULL,
    "capacity_participants" INTEGER NOT NULL,
    "cores" DOUBLE PRECISION NOT NULL,
    "mixers" INTEGER NOT NULL,
    "participants" INTEGER NOT NULL,
    "promised" INTEGER NOT NULL DEFAULT 0,
    "promised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "draining" BOOLEAN NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "media_nodes_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "media_nodes_control_url_key" ON "media_nodes"("control_url");

CREATE TABLE "media_mixes" (
    "mixer_id" TEXT NOT NULL,
    "node_id" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_mixes_pkey" PRIMARY KEY ("mixer_id")
);

CREATE INDEX "media_mixes_node_id_idx" ON "media_mixes"("node_id");

ALTER TABLE "media_mixes" ADD CONSTRAINT "media_mixes_node_id_fkey"
    FOREIGN KEY ("node_id") REFERENCES "media_nodes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE, DELETE ON "media_nodes", "media_mixes" TO cloudmeet_app;
