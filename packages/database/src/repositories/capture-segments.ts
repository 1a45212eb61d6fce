import { z } from 'zod';
import type { CaptureSegment } from '@cloudmeet/contracts';
import type { Scope } from './scope.ts';

/** A segment and the run that it is of. */
export interface CaptureSegmentRecord extends CaptureSegment {
  part: number;
}

const heldRows = z.array(z.object({ part: z.int(), number: z.int(), bytes: z.coerce.number() }));

/** What was uploaded of captures, piece by piece. */
export class CaptureSegmentRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** False when it is there already: the first stays. */
  async add(
    captureId: string,
    { part, init, startedAt, ...segment }: CaptureSegmentRecord,
  ): Promise<boolean> {
    const { tx, tenantId } = this.#scope;
    const { count } = await tx.captureSegment.createMany({
      data: [{ ...segment, tenantId, captureId, part, initKey: init, startedAt: new Date(startedAt) }],
      skipDuplicates: true,
    });
    return count > 0;
  }

  /** All of a capture in their order. */
  async list(captureId: string): Promise<CaptureSegmentRecord[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.captureSegment.findMany({
      where: { captureId, tenantId },
      orderBy: [{ part: 'asc' }, { number: 'asc' }],
    });
    return rows.map(({ part, number, key, initKey, startedAt, durationMs, bytes, sha256 }) => ({
      ...{ part, number, key, init: initKey, startedAt: startedAt.toISOString() },
      ...{ durationMs, bytes: Number(bytes), sha256 },
    }));
  }

  /** The highest number of each part that has any, and the bytes of all. */
  async held(captureId: string): Promise<{ numbers: Map<number, number>; bytes: number }> {
    const { tx, tenantId } = this.#scope;
    const rows = heldRows.parse(
      await tx.$queryRaw`
        SELECT part, max(number) AS number, sum(bytes) AS bytes FROM capture_segments
        WHERE capture_id = ${captureId} AND tenant_id = ${tenantId} GROUP BY part`,
    );
    return {
      numbers: new Map(rows.map(({ part, number }) => [part, number])),
      bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  /** They were joined, or deleted. */
  async removeAll(captureId: string): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.captureSegment.deleteMany({ where: { captureId, tenantId } });
  }
}
