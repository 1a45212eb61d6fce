import type { OutputWish, RecorderSeat, StartService, TargetUrl } from '@cloudmeet/contracts';
import { captureIdSchema, randomText } from '@cloudmeet/contracts';
import type { StreamTargetBox } from '@cloudmeet/service-kit';
import { Capture } from './capture/capture.ts';
import type { CapturePorts } from './capture/capture.ts';
import type { CaptureFolders, CaptureRecord } from './capture/capture-record.ts';

/** What came of an order to record. */
export type Started = 'started' | 'busy' | 'disk-full' | 'media-unavailable' | 'not-ours';

export interface SeatsOptions {
  count: number;
  /** Base address of a seat's API. */
  urlOf(seat: number): string;
  folders: CaptureFolders;
  /** Seals keys of streams while they lie on the disk. */
  targetBox: StreamTargetBox;
  ports: Omit<CapturePorts, 'over' | 'folders'>;
  /** Why nothing new can be begun now; undefined: it can. */
  refusal(): Exclude<Started, 'started' | 'not-ours'> | undefined;
}

/** The places for captures of this recorder, each with at most one capture. */
export class Seats {
  readonly #options: SeatsOptions;
  readonly #captures = new Map<number, Capture>();
  /** Seats that are about to be taken: their capture is being written down. */
  readonly #taken = new Map<number, Promise<Started>>();

  constructor(options: SeatsOptions) {
    this.#options = options;
  }

  get captures(): readonly Capture[] {
    return [...this.#captures.values()];
  }

  at(seat: number): Capture | undefined {
    return this.#captures.get(seat);
  }

  has(seat: number): boolean {
    return Number.isInteger(seat) && seat >= 0 && seat < this.#options.count;
  }

  ofOutput(outputId: string): Capture | undefined {
    return this.captures.find((capture) => capture.outputId === outputId);
  }

  describe(): RecorderSeat[] {
    return Array.from({ length: this.#options.count }, (_, seat) => ({
      ...{ seat, url: this.#options.urlOf(seat) },
      captureId: this.#captures.get(seat)?.record.captureId ?? null,
    }));
  }

  /** Takes up what an earlier process left. */
  async recover(records: readonly CaptureRecord[]): Promise<void> {
    for (const record of records) {
      const capture = this.#create(record, this.#openTargets(record));
      this.#captures.set(this.#captures.has(record.seat) ? this.#spare() : record.seat, capture);
      await capture.start();
    }
  }

  /** Begins a capture; the same again is the same. It is on the disk when this resolves to `started`. */
  async start(seat: number, order: StartService): Promise<Started> {
    const underWay = await this.#taken.get(seat);
    const known = this.#captures.get(seat);
    if (known) return isSame(known.record, order) ? 'started' : 'busy';
    if (underWay !== undefined && underWay !== 'started') return underWay;
    const refusal = this.#options.refusal();
    if (refusal) return refusal;
    const record = this.#recordOf(seat, order);
    if (!record) return 'not-ours';
    const begun = this.#begin(record, order.cloudmeet?.targets ?? []);
    this.#taken.set(seat, begun);
    try {
      return await begun;
    } finally {
      this.#taken.delete(seat);
    }
  }

  /** Ends what is at a seat, if anything is. Saved when this resolves. */
  async stop(seat: number, reason: string): Promise<void> {
    await this.#taken.get(seat);
    await this.#captures.get(seat)?.end(reason);
  }

  /** Ends a capture that the API does not want to go on. */
  async endUnwanted(captureId: string): Promise<void> {
    const mine = this.captures.filter(({ record }) => record.captureId === captureId);
    await Promise.all(mine.map((capture) => capture.end('unwanted')));
  }

  /** Lets the next process go on with everything. Idempotent. */
  async close(): Promise<void> {
    await Promise.all(this.captures.map((capture) => capture.close()));
  }

  async #begin(record: CaptureRecord, targets: readonly TargetUrl[]): Promise<Started> {
    try {
      await this.#options.folders.save(record);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return 'disk-full';
      throw error;
    }
    const capture = this.#create(record, targets);
    this.#captures.set(record.seat, capture);
    await capture.start();
    return 'started';
  }

  #create(record: CaptureRecord, targets: readonly TargetUrl[]): Capture {
    const { ports, folders } = this.#options;
    return new Capture(record, targets, {
      ...ports,
      folders,
      over: (capture) => {
        for (const [seat, held] of this.#captures) if (held === capture) this.#captures.delete(seat);
      },
    });
  }

  /** A number behind all seats: what was at a seat that is gone or doubled is brought to its end. */
  #spare(): number {
    return Math.max(this.#options.count, ...[...this.#captures.keys()].map((seat) => seat + 1));
  }

  #openTargets({ targetsSealed }: CaptureRecord): TargetUrl[] {
    return targetsSealed === null ? [] : this.#options.targetBox.open(targetsSealed);
  }

  #recordOf(seat: number, order: StartService): CaptureRecord | undefined {
    const captureId = captureIdSchema.safeParse(order.sessionId).data;
    const { cloudmeet } = order;
    if (captureId === undefined || !cloudmeet) return undefined;
    const { tenantId, roomId, sessionId, part, audioOnly, audioCodec, hls, targets } = cloudmeet;
    return {
      ...{ captureId, part, tenantId, roomId, sessionId, seat, audioOnly, audioCodec },
      kind: order.sinkType === 'STREAM' ? 'stream' : 'recording',
      hlsPath: hls ? hlsPathOf(captureId) : null,
      targetsSealed: targets.length === 0 ? null : this.#options.targetBox.seal(targets),
      ...{
        begunAt: null,
        hlsUrl: null,
        isBegunReported: false,
        end: null,
        isClosed: false,
      },
    };
  }
}

function hlsPathOf(captureId: string): NonNullable<OutputWish['hls']>['path'] {
  return `${captureId}/${randomText(24)}`;
}

function isSame({ captureId, part, end }: CaptureRecord, order: StartService): boolean {
  return captureId === order.sessionId && part === order.cloudmeet?.part && end === null;
}
