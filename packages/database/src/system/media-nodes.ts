import type { MediaNodeReport } from '@cloudmeet/contracts';
import type pg from 'pg';
import { z } from 'zod';
import { querySystem } from './query.ts';

/** A media node that may get rooms. */
export interface MediaNodeRecord {
  id: string;
  region: string;
  controlUrl: string;
  capacityCores: number;
  capacityParticipants: number;
  cores: number;
  mixers: number;
  participants: number;
  /** People of rooms that were placed there and who have not come yet. */
  promised: number;
}

/** Where a mix runs. */
export interface MixPlace {
  nodeId: string;
  controlUrl: string;
}

/** A node not heard of for this long gets no new rooms. */
const silentMs = 5000;
/** Whoever was promised and has not come by then does not come. */
const promiseMs = 15_000;
/** Nodes not heard of for this long are forgotten, with what they mixed. */
const forgottenMs = 60_000;
/** A node that uses this share of its cores is full. */
const coresShareMax = 0.9;

const nodeRowSchema = z
  .object({
    id: z.string(),
    region: z.string(),
    control_url: z.string(),
    capacity_cores: z.number(),
    capacity_participants: z.int(),
    cores: z.number(),
    mixers: z.int(),
    participants: z.int(),
    promised: z.int(),
  })
  .transform(({ control_url, capacity_cores, capacity_participants, ...row }): MediaNodeRecord => ({
    ...row,
    controlUrl: control_url,
    capacityCores: capacity_cores,
    capacityParticipants: capacity_participants,
  }));

const placeRowSchema = z
  .object({ node_id: z.string(), control_url: z.string() })
  .transform((row): MixPlace => ({ nodeId: row.node_id, controlUrl: row.control_url }));

const millis = (ms: number) => `interval '${String(ms)} milliseconds'`;
const promisedNow = `CASE WHEN n.promised_at > clock_timestamp() - ${millis(promiseMs)} THEN n.promised ELSE 0 END`;
const isOpen = `NOT n.draining AND n.reported_at > clock_timestamp() - ${millis(silentMs)}`;

/** Another process at the same address takes the place of the one before it, which is dead. */
const reportText = `
  WITH gone AS (
    DELETE FROM media_nodes g
    WHERE (g.control_url = $3 AND g.id <> $1) OR g.reported_at < clock_timestamp() - ${millis(forgottenMs)}
    RETURNING 1
  )
  INSERT INTO media_nodes AS n (id, region, control_url, capacity_cores, capacity_participants, cores, mixers,
                                participants, draining, reported_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp() FROM (SELECT count(*) FROM gone) AS waited
  ON CONFLICT (id) DO UPDATE SET
    region = EXCLUDED.region, control_url = EXCLUDED.control_url, capacity_cores = EXCLUDED.capacity_cores,
    capacity_participants = EXCLUDED.capacity_participants, cores = EXCLUDED.cores, mixers = EXCLUDED.mixers,
    promised = greatest(0, (${promisedNow}) - greatest(0, EXCLUDED.participants - n.participants)),
    participants = EXCLUDED.participants, draining = EXCLUDED.draining, reported_at = EXCLUDED.reported_at
  RETURNING n.id`;

const openText = `
  SELECT n.id, n.region, n.control_url, n.capacity_cores, n.capacity_participants, n.cores, n.mixers, n.participants,
         ${promisedNow} AS promised
  FROM media_nodes n WHERE ${isOpen} ORDER BY n.id`;

const promiseText = `
  WITH node AS (
    UPDATE media_nodes n SET promised = (${promisedNow}) + $3, promised_at = clock_timestamp()
    WHERE n.id = $1 AND ${isOpen} AND n.cores < n.capacity_cores * ${String(coresShareMax)}
      AND n.participants + (${promisedNow}) + $3 <= n.capacity_participants
    RETURNING n.id
  )
  INSERT INTO media_mixes (mixer_id, node_id) SELECT $2, node.id FROM node
  ON CONFLICT (mixer_id) DO UPDATE SET node_id = EXCLUDED.node_id, placed_at = clock_timestamp()
  RETURNING node_id`;

/** Media nodes and what they mix: of the deployment, not of any tenant. Times are the database's own. */
export class MediaNodeRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A node says that it is there. */
  async report(report: MediaNodeReport): Promise<void> {
    const { nodeId, region, controlUrl, capacity, load, draining } = report;
    const values = [
      ...[nodeId, region, controlUrl, capacity.cores, capacity.participants],
      ...[load.cores, load.mixers, load.participants, draining],
    ];
    const statement = { name: 'media_nodes_report', text: reportText };
    await querySystem(this.#pool, z.object({ id: z.string() }), statement, values);
  }

  /** Every node that was heard of within 5 s and is not draining, full ones included. */
  async listOpen(): Promise<MediaNodeRecord[]> {
    return querySystem(this.#pool, nodeRowSchema, { name: 'media_nodes_open', text: openText });
  }

  /**
   * Places a mix and keeps room for its people. False when the node is not there any more, or became full meanwhile:
   * however many ask at the same moment, nothing is promised twice.
   */
  async promise(nodeId: string, mixerId: string, participants: number): Promise<boolean> {
    const statement = { name: 'media_nodes_promise', text: promiseText };
    const row = z.object({ node_id: z.string() });
    const rows = await querySystem(this.#pool, row, statement, [nodeId, mixerId, participants]);
    return rows.length > 0;
  }

  /** Nodes that ended for good: nothing of theirs is found any more. */
  async forgetNodes(nodeIds: readonly string[]): Promise<void> {
    const text = 'DELETE FROM media_nodes WHERE id = ANY ($1) RETURNING id';
    const row = z.object({ id: z.string() });
    await querySystem(this.#pool, row, { name: 'media_nodes_forget', text }, [nodeIds]);
  }

  /** Where a mix runs; null when its node is gone. */
  async findMix(mixerId: string): Promise<MixPlace | null> {
    const text = `SELECT m.node_id, n.control_url FROM media_mixes m JOIN media_nodes n ON n.id = m.node_id
      WHERE m.mixer_id = $1`;
    const [place] = await querySystem(this.#pool, placeRowSchema, { name: 'media_mixes_find', text }, [
      mixerId,
    ]);
    return place ?? null;
  }

  /** The mix does not run on that node any more. */
  async forgetMix(mixerId: string, nodeId: string): Promise<void> {
    const text = 'DELETE FROM media_mixes WHERE mixer_id = $1 AND node_id = $2 RETURNING node_id';
    await querySystem(this.#pool, z.object({ node_id: z.string() }), { name: 'media_mixes_forget', text }, [
      ...[mixerId, nodeId],
    ]);
  }
}
