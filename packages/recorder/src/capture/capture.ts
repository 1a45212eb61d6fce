import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  CaptureProgressEvent,
  FromMediaOutput,
  OutputSegment,
  OutputTarget,
  OutputWish,
  TargetUrl,
} from '@cloudmeet/contracts';
import type { Logger } from '@cloudmeet/service-kit';
import type { Clock } from '../clock.ts';
import type { CaptureFolders, CaptureRecord } from './capture-record.ts';
import { readManifest } from './read-manifest.ts';
import type { SegmentStore } from './segment-store.ts';
import { Turns } from './turns.ts';

export interface CapturePorts {
  clock: Clock;
  folders: CaptureFolders;
  store: SegmentStore;
  logger: Logger;
  /** Tells the API; false when it does not want more of this part. @throws CloudMeetError `unavailable` */
  report(record: CaptureRecord, event: CaptureProgressEvent): Promise<boolean>;
  /** Says to the media node what is wished or not any more; it may be away. */
  tellMedia(capture: Capture): void;
  /** Nothing is left to do. */
  over(capture: Capture): void;
}

/** How a wish looks for recordings and for streams, whose viewers want to be near the present. */
const recordingSegmentMs = 4000;
const streamSegmentMs = 2000;
/** Ten minutes to wind back. */
const streamKeep = 300;
/** A session that has no mix by then will not get one; the API waits a little longer for word of it. */
const beginWithinMs = 18_000;
/** A media node that does not end an output in this time is not there: what it has written is all there is. */
const closeWithinMs = 15_000;

type Told = Exclude<FromMediaOutput, { t: 'outputs.welcome' }>;

/** One part of a recording or stream at this recorder, from the order to record until the API knows how it ended. */
export class Capture {
  readonly outputId: string;
  readonly #ports: CapturePorts;
  readonly #targets: readonly TargetUrl[];
  readonly #pending = new Map<number, OutputSegment>();
  readonly #turns: Turns;
  #record: CaptureRecord;
  /** Segments that are in the object store and known to the API. Their files are not here any more. */
  readonly #reported = new Set<number>();
  #targetStates: readonly OutputTarget[] | null = null;
  #viewers: number | null = null;
  #cancelWait: () => void = () => undefined;
  #isOver = false;

  constructor(record: CaptureRecord, targets: readonly TargetUrl[], ports: CapturePorts) {
    this.#record = record;
    this.#targets = targets;
    this.#ports = ports;
    this.outputId = `${record.captureId}.${String(record.part)}`;
    this.#turns = new Turns(ports.clock, () => this.#turn(), ports.logger);
  }

  get record(): CaptureRecord {
    return this.#record;
  }

  /** What the media node shall make; null when it shall end it. */
  get wish(): OutputWish | null {
    const { sessionId, kind, audioOnly, audioCodec, hlsPath, end } = this.#record;
    if (end) return null;
    const isStream = kind === 'stream';
    return {
      ...{ t: 'output.open', outputId: this.outputId, sessionId, kind, audioOnly, audioCodec },
      folder: this.#ports.folders.mediaOf(this.#record),
      segmentMs: isStream ? streamSegmentMs : recordingSegmentMs,
      keep: isStream ? streamKeep : null,
      hls: hlsPath === null ? null : { path: hlsPath },
      targets: [...this.#targets],
    };
  }

  /** Begins, or goes on where the process before this one stopped. */
  async start(): Promise<void> {
    await this.#rescan();
    if (this.#record.end && !this.#record.isClosed) this.#waitForClose();
    else if (this.#record.begunAt === null)
      this.#cancelWait = this.#ports.clock.after(beginWithinMs, () => void this.end('media-unavailable'));
    this.#ports.tellMedia(this);
    this.#turns.poke();
  }

  /** What the media node says of it. */
  hear(message: Told): void {
    if (message.t === 'output.begun') this.#begun(message);
    else if (message.t === 'output.segment') this.#add(message);
    else if (message.t === 'output.targets') this.#targetStates = message.targets;
    else if (message.t === 'output.viewers') this.#viewers = message.viewers;
    else if (message.t === 'output.ended') void this.#closed(null);
    else {
      this.#ports.logger.error({ outputId: this.outputId, reason: message.reason }, 'An output failed');
      void this.#closed(message.reason.includes('ENOSPC') ? 'disk-full' : 'output-failed');
    }
    this.#turns.poke();
  }

  /** The media node is there again: what it said meanwhile is in the folder. */
  async reconnected(): Promise<void> {
    this.#ports.tellMedia(this);
    await this.#rescan();
    this.#turns.poke();
  }

  /** Ends it; the rest is uploaded and reported. Saved when this resolves. Again: changes nothing. */
  async end(reason: string): Promise<void> {
    if (this.#record.end) return;
    this.#ports.logger.info({ outputId: this.outputId, reason }, 'A capture ends');
    await this.#save({ end: { reason } });
    this.#waitForClose();
    this.#ports.tellMedia(this);
  }

  /** Stops working on it; the next process goes on. Idempotent. */
  async close(): Promise<void> {
    this.#cancelWait();
    await this.#turns.close();
  }

  #begun({ at, hlsUrl }: Pick<Extract<Told, { t: 'output.begun' }>, 'at' | 'hlsUrl'>): void {
    if (this.#record.begunAt !== null) return;
    this.#cancelWait();
    void this.#save({ begunAt: at, hlsUrl });
  }

  #add(segment: OutputSegment): void {
    if (this.#record.kind === 'recording' && !this.#reported.has(segment.number))
      this.#pending.set(segment.number, segment);
  }

  /** What was written while nobody listened. */
  async #rescan(): Promise<void> {
    try {
      const folder = this.#ports.folders.mediaOf(this.#record);
      const segments = await readManifest(folder);
      const files = new Set(segments.length === 0 ? [] : await readdir(folder));
      for (const segment of segments) {
        if (files.has(segment.file)) this.#add(segment);
        else this.#reported.add(segment.number);
      }
      const [first] = segments;
      if (first) this.#begun({ at: first.startedAt, hlsUrl: null });
    } catch (err) {
      this.#ports.logger.error({ err, outputId: this.outputId }, 'The list of segments cannot be read');
    }
  }

  #waitForClose(): void {
    this.#cancelWait();
    this.#cancelWait = this.#ports.clock.after(closeWithinMs, () => void this.#closed(null));
  }

  async #closed(failure: string | null): Promise<void> {
    this.#cancelWait();
    await this.#rescan();
    await this.#save({ isClosed: true, end: this.#record.end ?? { reason: failure ?? 'output-ended' } });
    this.#turns.poke();
  }

  /**
   * Changes what is known, in memory at once and on the disk when this resolves. A disk that does not take it stops
   * nothing: a process that knows less repeats what changes nothing the second time.
   */
  async #save(change: Partial<CaptureRecord>): Promise<void> {
    if (this.#isOver) return;
    this.#record = { ...this.#record, ...change };
    await this.#turns
      .save(() => this.#ports.folders.save(this.#record))
      .catch((err: unknown) => {
        this.#ports.logger.error(
          { err, outputId: this.outputId },
          'What is known of a capture cannot be saved',
        );
      });
  }

  /** Does the next thing that is to be done; false when there is nothing now. @throws where it has to be tried again */
  async #turn(): Promise<boolean> {
    const record = this.#record;
    if (record.begunAt !== null && !record.isBegunReported) {
      const at = new Date(record.begunAt).toISOString();
      const hls = record.hlsUrl === null ? {} : { hlsUrl: record.hlsUrl };
      await this.#report({ e: 'started', at, ...hls });
      await this.#save({ isBegunReported: true });
      return true;
    }
    if (await this.#reportLatest()) return true;
    const next = this.#pending
      .values()
      .toArray()
      .toSorted((a, b) => a.number - b.number)[0];
    if (next) {
      await this.#deliver(next);
      return true;
    }
    if (record.isClosed && record.end && !this.#isOver) await this.#finish(record, record.end.reason);
    return false;
  }

  /** Of targets and viewers only the newest is of use. */
  async #reportLatest(): Promise<boolean> {
    const [targets, viewers] = [this.#targetStates, this.#viewers];
    if (targets) {
      await this.#report({ e: 'targets', targets: [...targets] });
      if (this.#targetStates === targets) this.#targetStates = null;
    } else if (viewers !== null) {
      await this.#report({ e: 'viewers', viewers });
      if (this.#viewers === viewers) this.#viewers = null;
    }
    return targets !== null || viewers !== null;
  }

  async #report(event: CaptureProgressEvent): Promise<void> {
    if (!(await this.#ports.report(this.#record, event))) await this.end('unwanted');
  }

  async #deliver(segment: OutputSegment): Promise<void> {
    const { folders, store, logger } = this.#ports;
    const folder = folders.mediaOf(this.#record);
    const stored = await store.put(this.#record, folder, segment);
    const { number, startedAt, durationMs, bytes, sha256 } = segment;
    if (stored) {
      const at = { startedAt: new Date(startedAt).toISOString(), durationMs, bytes, sha256 };
      await this.#report({ e: 'segment', number, ...stored, ...at });
    } else
      logger.error({ outputId: this.outputId, number }, 'A segment was damaged or lost before it was stored');
    this.#reported.add(number);
    this.#pending.delete(number);
    await rm(join(folder, segment.file), { force: true });
  }

  async #finish(record: CaptureRecord, reason: string): Promise<void> {
    const { report, folders, over } = this.#ports;
    const lastNumber = this.#reported.size === 0 ? null : Math.max(...this.#reported);
    const nothing = record.begunAt === null && lastNumber === null;
    if (nothing && reason !== 'stopped')
      await report(record, { e: 'failed', code: reason, detail: 'Nothing was captured here.' });
    else await report(record, { e: 'ended', reason, lastNumber });
    this.#isOver = true;
    await folders.remove(record);
    over(this);
  }
}
