/** Who began a recording or a stream: somebody in the room, your server, or the room's own settings. */
export interface StartedBy {
  kind: 'participant' | 'api' | 'automatic';
  id: string | null;
  name: string | null;
}

/** Sound of a recording's file. */
export type AudioCodec = 'aac' | 'opus';

export interface Recording {
  id: string;
  roomId: string;
  sessionId: string;
  status: 'queued' | 'recording' | 'processing' | 'ready' | 'failed';
  /** 1 is next; null unless it waits for a recorder. */
  queuePosition: number | null;
  audioOnly: boolean;
  audioCodec: AudioCodec;
  startedBy: StartedBy;
  createdAt: string;
  startedAt: string | null;
  stoppedAt: string | null;
  readyAt: string | null;
  durationSeconds: number | null;
  bytes: number | null;
  /** Of the file, in hex. */
  sha256: string | null;
  contentType: string | null;
  chapters: { startSeconds: number; title: string }[];
  /** What the file lacks, in its own time. */
  gaps: { startSeconds: number; durationSeconds: number }[];
  participants: { userId: string; name: string }[];
  failure: { code: string; detail: string } | null;
  /** When the file is deleted. */
  expiresAt: string | null;
}

/** The JSON file at `receiptUrl` of a download: what a recording is of, who made it, and what to check it against. */
export interface RecordingReceipt {
  recordingId: string;
  roomId: string;
  sessionId: string;
  startedBy: StartedBy;
  audioOnly: boolean;
  audioCodec: AudioCodec;
  createdAt: string;
  startedAt: string | null;
  stoppedAt: string | null;
  stopReason: string | null;
  participants: { userId: string; name: string }[];
  /** How the room was laid out, and from when on. */
  layouts: { startSeconds: number; layout: 'grid' | 'speaker' | 'presentation' }[];
  chapters: { startSeconds: number; title: string }[];
  gaps: { startSeconds: number; durationSeconds: number }[];
  /** Unbroken runs at one recorder each. */
  parts: { part: number; startedAt: string; segments: number; durationSeconds: number }[];
  /** `sha256` in hex. */
  file: { bytes: number; sha256: string; contentType: string; durationSeconds: number };
}

export interface StreamTarget {
  id: string;
  /** Path and key are never shown. */
  host: string;
  status: 'waiting' | 'connecting' | 'live' | 'retrying' | 'failed' | 'ended';
  detail: string | null;
  since: string;
}

export interface Stream {
  id: string;
  roomId: string;
  sessionId: string;
  status: 'queued' | 'live' | 'ended' | 'failed';
  hls: { url: string } | null;
  targets: StreamTarget[];
  viewers: number;
  startedBy: StartedBy;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  failure: { code: string; detail: string } | null;
}
