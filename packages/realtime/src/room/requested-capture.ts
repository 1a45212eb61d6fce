import type { AudioCodec, CapturedBy, CaptureKind, TargetUrl } from '@cloudmeet/contracts';

/** A recording or a stream that begins: what the records keep of it beyond the log. */
export interface RequestedCapture {
  id: string;
  kind: CaptureKind;
  audioOnly: boolean;
  audioCodec: AudioCodec;
  hls: boolean;
  /** Where it is sent, keys included: never in the log, sealed in the records. */
  targets: readonly (TargetUrl & { host: string })[];
  startedBy: CapturedBy;
}
