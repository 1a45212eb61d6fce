import { contextHeaders } from '@cloudmeet/service-kit';
import type { AudioCodec, CapturedBy, CaptureKind, Page, RestTarget } from '@cloudmeet/contracts';
import { z } from 'zod';
import { newestFirst, olderThan, pageWindow, toPage } from '../pagination/list-page.ts';
import type { PageRequest } from '../pagination/list-page.ts';
import { Prisma } from '../generated/client.ts';
import { toCapture } from './capture-record.ts';
import type { CaptureRecord, CaptureSeatRecord, CaptureStatus } from './capture-record.ts';
import type { Scope } from './scope.ts';

/** A recording or a stream that begins: to be started at once. */
export interface NewCapture {
  id: string;
  kind: CaptureKind;
  roomId: string;
  sessionId: string;
  audioOnly: boolean;
  /** Default AAC. */
  audioCodec?: AudioCodec;
  hls: boolean;
  targets: RestTarget[];
  targetsSealed: string | null;
  startedBy: CapturedBy;
  createdAt: Date;
}

/** What is left out keeps its value. */
export type CaptureChanges = Partial<
  Omit<
    CaptureRecord,
    'id' | 'kind' | 'roomId' | 'sessionId' | 'audioOnly' | 'audioCodec' | 'hls' | 'startedBy' | 'createdAt'
  >
>;

export interface ListCaptures extends PageRequest {
  kind: CaptureKind;
  roomId?: string | undefined;
  sessionId?: string | undefined;
  status?: CaptureStatus | undefined;
}

const running: CaptureStatus[] = ['queued', 'recording', 'live'];
const ids = z.array(z.object({ id: z.string() }));
const seats = z.array(z.object({ recorder_id: z.string(), seat: z.int(), url: z.string() }));
const positions = z.array(z.object({ position: z.int().nullable() }));

function plain(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null
    ? Prisma.DbNull
    : (z.json().parse(JSON.parse(JSON.stringify(value))) ?? Prisma.DbNull);
}

const jsonFields = ['targets', 'parts', 'chapters', 'people', 'failure', 'untold'] as const;

function columnsOf(changes: CaptureChanges): Prisma.CaptureUpdateManyMutationInput {
  const { targets, parts, chapters, people, failure, untold, seat, file, ...columns } = changes;
  const json = { targets, parts, chapters, people, failure, untold };
  const given = jsonFields.filter((field) => json[field] !== undefined);
  return {
    ...columns,
    ...Object.fromEntries(given.map((field) => [field, plain(json[field])])),
    ...(seat === undefined
      ? {}
      : { recorderId: seat?.recorderId ?? null, seat: seat?.seat ?? null, seatUrl: seat?.url ?? null }),
    ...(file === undefined
      ? {}
      : { file: plain(file), bytes: file?.bytes ?? null, durationMs: file?.durationMs ?? null }),
  };
}

/** Recordings and streams. Deleted ones are found by nothing but `list` of their session. */
export class CaptureRepository {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Adds it with its first step due: it is the job as well. */
  async create(input: NewCapture): Promise<void> {
    const { tx, tenantId } = this.#scope;
    const { targets, startedBy, ...columns } = input;
    await tx.capture.create({
      data: {
        ...{ ...columns, tenantId, step: 'start', dueAt: input.createdAt },
        targets: z.array(z.json()).parse(targets),
        startedBy: z.record(z.string(), z.json()).parse(startedBy),
        traceparent: contextHeaders()['traceparent'] ?? null,
      },
    });
  }

  async findById(id: string): Promise<CaptureRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.capture.findFirst({ where: { id, tenantId, deletedAt: null } });
    return row && toCapture(row);
  }

  /** One that was deleted: for those who remove its objects. */
  async findDeleted(id: string): Promise<CaptureRecord | null> {
    const { tx, tenantId } = this.#scope;
    const row = await tx.capture.findFirst({ where: { id, tenantId, deletedAt: { not: null } } });
    return row && toCapture(row);
  }

  /** The same, locked until the transaction ends: whoever decides on it is the only one. */
  async lock(id: string): Promise<CaptureRecord | null> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT id FROM captures WHERE id = ${id} AND tenant_id = ${tenantId} AND deleted_at IS NULL FOR UPDATE`;
    return ids.parse(rows).length > 0 ? this.findById(id) : null;
  }

  async save(id: string, changes: CaptureChanges): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.capture.updateMany({ where: { id, tenantId }, data: columnsOf(changes) });
  }

  /** Newest first. */
  async list(request: ListCaptures): Promise<Page<CaptureRecord>> {
    const { tx, tenantId } = this.#scope;
    const { limit, take, after } = pageWindow(request);
    const { kind, roomId, sessionId, status } = request;
    const rows = await tx.capture.findMany({
      where: {
        ...{ tenantId, kind, deletedAt: null },
        ...(roomId === undefined ? {} : { roomId }),
        ...(sessionId === undefined ? {} : { sessionId }),
        ...(status === undefined ? {} : { status }),
        ...olderThan(after),
      },
      orderBy: newestFirst,
      take,
    });
    return toPage(rows, limit, toCapture);
  }

  /** All of one session, oldest first. */
  async listOfSession(sessionId: string): Promise<CaptureRecord[]> {
    const { tx, tenantId } = this.#scope;
    const rows = await tx.capture.findMany({
      where: { sessionId, tenantId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toCapture);
  }

  /** Has it stopped as soon as can be. Nothing happens when that was asked for before, or it is over. */
  async stop(id: string, reason: string, at: Date): Promise<void> {
    await this.#stop({ id }, reason, at);
  }

  /** Has everything of a session stopped. */
  async stopAll(sessionId: string, reason: string, at: Date): Promise<void> {
    await this.#stop({ sessionId }, reason, at);
  }

  /**
   * A free seat at this media node that is not for somebody who waits there and was asked for earlier. It is for the
   * transaction that promises it by `save`: until that ends, whoever else asks waits. Null when there is none. Without a
   * node the capture only leaves the line.
   */
  async findSeat(
    id: string,
    nodeId: string | null,
    { now, silentMs, diskFreeBytesMin }: { now: Date; silentMs: number; diskFreeBytesMin: number },
  ): Promise<CaptureSeatRecord | null> {
    const { tx } = this.#scope;
    const rows = await tx.$queryRaw`
      SELECT * FROM system_find_seat(
        ${id}, ${nodeId}::text, ${now}, ${silentMs}::integer, ${diskFreeBytesMin}::double precision)`;
    const [found] = seats.parse(rows);
    return found ? { recorderId: found.recorder_id, seat: found.seat, url: found.url } : null;
  }

  /** Its place in the line for a seat at its media node, as `findSeat` has it: 1 is next; null when it does not wait. */
  async positionOf(id: string, now: Date): Promise<number | null> {
    const { tx } = this.#scope;
    const rows = await tx.$queryRaw`SELECT system_capture_position(${id}, ${now}) AS position`;
    return positions.parse(rows)[0]?.position ?? null;
  }

  async #stop(which: { id: string } | { sessionId: string }, stopReason: string, at: Date): Promise<void> {
    const { tx, tenantId } = this.#scope;
    await tx.capture.updateMany({
      where: { ...which, tenantId, stoppedAt: null, status: { in: running } },
      data: { step: 'stop', stoppedAt: at, stopReason, dueAt: at, tries: 0 },
    });
  }
}
