import { videoTrack } from '@cloudmeet/media-core/mp4';
import type { FromEgress, OutputOrder, StreamId } from '../../children/messages.ts';
import type { RtpPacket } from '../../rtp/rtp-packet.ts';
import type { Clock } from '../../video/clock.ts';
import type { LiveStreams, PublishedStream } from '../hls/live-streams.ts';
import { partTargetSeconds } from '../hls/live-playlist.ts';
import type { ParameterSets } from '../mp4/h264-sample.ts';
import { initSegment } from '../mp4/init-segment.ts';
import { mediaSegment } from '../mp4/media-segment.ts';
import { pictureSize } from '../mp4/picture-size.ts';
import { RoomIntake } from '../room-intake.ts';
import { partSamples } from '../rtmp/part-samples.ts';
import type { StartRtmpChild } from '../rtmp/rtmp-child.ts';
import { RtmpTarget } from '../rtmp/rtmp-target.ts';
import { sameParameters } from '../segments/segmenter.ts';
import { AacLine } from '../sound/aac-line.ts';
import { PartCutter, type CutPart } from './part-cutter.ts';

export interface LiveOutputOptions extends OutputOrder {
  clock: Clock;
  tell: (message: FromEgress) => void;
  streams: LiveStreams;
  startRtmp: StartRtmpChild;
  /** Where viewers find streams, without a slash at its end. */
  publicUrl: string;
}

/** Each word of how many watch is a change of a row in the end. */
const viewersEveryMs = 3000;
const ticksPerMs = videoTrack.timescale / 1000;

/** One room's picture and mix as a live stream: by HLS to whoever knows its path, and by RTMP to its targets. */
export class LiveOutput {
  readonly #options: LiveOutputOptions;
  readonly #stream: PublishedStream | null;
  readonly #targets: readonly RtmpTarget[];
  readonly #sound = new AacLine();
  readonly #intake: RoomIntake;
  readonly #cutter: PartCutter;
  #parameters: ParameterSets | null = null;
  #parts = 0;
  /** How many watch, as it was told last, and when. */
  #viewers = { told: -1, atMs: -Infinity };
  #isClosed = false;

  private constructor(options: LiveOutputOptions, video: StreamId, stream: PublishedStream | null) {
    const { audio, clock, tell, startRtmp, segmentMs } = options;
    this.#options = options;
    this.#stream = stream;
    const onState = () => this.#tellTargets();
    this.#targets = (options.targets ?? []).map(
      (target) => new RtmpTarget({ target, clock, start: startRtmp, onState }),
    );
    this.#cutter = new PartCutter({
      ...{ sound: this.#sound, segmentMs, partMsMax: partTargetSeconds * 1000, now: () => clock.now() },
      onPart: (part) => this.#give(part),
    });
    this.#intake = new RoomIntake({
      ...{ video, audio, clock, askKeyframe: (from) => tell({ t: 'keyframe.wanted', stream: from }) },
      onPicture: (ticks, sample) => this.#cutter.push(ticks, sample),
      onSound: (start, packet) => {
        this.#sound.push(start, packet);
        this.#cutter.refresh();
      },
    });
  }

  /** @throws Error of the file system where the folder cannot be used, and for an order of sound alone. */
  static async open(options: LiveOutputOptions): Promise<LiveOutput> {
    const { video, hls, folder, segmentMs, keep, streams } = options;
    if (video === null) throw new Error('A stream has pictures.');
    const stream = hls ? await streams.publish({ path: hls.path, folder, segmentMs, keep }) : null;
    return new LiveOutput(options, video, stream);
  }

  receive(packet: RtpPacket): void {
    if (!this.#isClosed) this.#intake.receive(packet);
  }

  /** To be called some times a second. */
  refresh(): void {
    if (this.#isClosed) return;
    this.#intake.refresh(this.#cutter.lacksKeyframe(this.#intake.nowTicks));
    this.#cutter.refresh();
    for (const target of this.#targets) target.refresh();
    this.#tellViewers();
  }

  /** Gives what is left. `goesOn`: viewers are not told that it is over. Idempotent. */
  async close(goesOn = false): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cutter.close();
    this.#sound.close();
    await Promise.all([this.#leave(goesOn), ...this.#targets.map((target) => target.close())]);
  }

  async #leave(goesOn: boolean): Promise<void> {
    const { hls, streams } = this.#options;
    if (!this.#stream || !hls) return;
    if (!goesOn) return streams.end(hls.path);
    this.#stream.keep(this.#stream.live.breakOff());
    await this.#stream.written;
  }

  #give(part: CutPart): void {
    if (!sameParameters(part.parameters, this.#parameters)) this.#begin(part.parameters);
    this.#parts += 1;
    const startedAt = Math.round((this.#intake.originMs ?? 0) + part.startTicks / ticksPerMs);
    const data = mediaSegment(this.#parts, part.video, part.sound);
    const durationMs = (part.endTicks - part.startTicks) / ticksPerMs;
    const { independent, last } = part;
    if (this.#stream)
      this.#stream.keep(this.#stream.live.add({ data, durationMs, independent, last, startedAt }));
    if (this.#targets.length > 0) {
      const samples = partSamples(part);
      for (const target of this.#targets) target.send(samples, independent);
    }
    if (this.#parts === 1) this.#tellBegun(startedAt);
  }

  #begin(parameters: ParameterSets): void {
    this.#parameters = parameters;
    const { width, height } = pictureSize(parameters.sequenceParameters) ?? this.#options;
    const { init: sound } = this.#sound;
    const picture = { ...parameters, width, height };
    this.#stream?.begin(initSegment({ picture, sound }), picture);
    for (const target of this.#targets) target.begin({ ...picture, soundConfig: sound.config });
  }

  #tellBegun(at: number): void {
    const { output, hls, publicUrl, tell } = this.#options;
    const hlsUrl = hls ? `${publicUrl}/hls/${hls.path}/live.m3u8` : null;
    tell({ t: 'output.begun', output, at, hlsUrl });
  }

  #tellViewers(): void {
    const { output, clock, tell } = this.#options;
    const viewers = this.#stream?.live.count.size;
    const nowMs = clock.now();
    if (
      viewers === undefined ||
      viewers === this.#viewers.told ||
      nowMs - this.#viewers.atMs < viewersEveryMs
    )
      return;
    this.#viewers = { told: viewers, atMs: nowMs };
    tell({ t: 'output.viewers', output, viewers });
  }

  #tellTargets(): void {
    const { output, tell } = this.#options;
    tell({ t: 'output.targets', output, targets: this.#targets.map(({ state }) => state) });
  }
}
