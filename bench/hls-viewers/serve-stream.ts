// The server of streams with one stream in it, whose parts come when the benchmark says so. Ends with its channel.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHlsServer } from '../../packages/media-server/src/egress/hls/hls-server.ts';
import { LiveStreams } from '../../packages/media-server/src/egress/hls/live-streams.ts';
import { machineClock as clock } from '../../packages/media-server/src/video/clock.ts';

export type ToServer = { t: 'publish'; bytes: number } | { t: 'count' };
export type FromServer =
  | { t: 'ready'; port: number; path: string }
  /** The next part is announced under this name, and the playlist that has it is at this address. */
  | { t: 'published'; atMs: number; next: string; playlist: string }
  | { t: 'waiting'; viewers: number };

const folder = mkdtempSync(join(tmpdir(), 'bench-viewers-'));
const streams = new LiveStreams({ clock, lingerMs: 0 });
const server = await startHlsServer({ host: '127.0.0.1', port: 0, clock, streams, connectionsMax: 20_000 });
const path = 'bench/bench';
const { live } = await streams.publish({ path, folder, segmentMs: 2000, keep: 8 });
live.begin(Buffer.alloc(700), {
  sequenceParameters: Buffer.from([103, 66, 192, 31]),
  width: 1280,
  height: 720,
});
const tell = (message: FromServer) => void process.send?.(message);
const partsInSegment = 6;
let parts = 0;

function publish(bytes: number): void {
  const last = parts % partsInSegment === partsInSegment - 1;
  const independent = parts % partsInSegment === 0;
  parts += 1;
  const data = Buffer.alloc(bytes, parts);
  const atMs = clock.now();
  live.add({ data, durationMs: 333, independent, last, startedAt: Math.round(atMs) });
  const [, next = ''] = /PRELOAD-HINT:TYPE=PART,URI="([^"]+)"/.exec(live.playlist().toString()) ?? [];
  const { segment, partsOfOpen } = live.edge;
  const playlist = `media.m3u8?_HLS_msn=${segment + 1}&_HLS_part=${partsOfOpen}`;
  tell({ t: 'published', atMs, next, playlist });
}

process.on('message', (message: ToServer) => {
  if (message.t === 'publish') publish(message.bytes);
  else tell({ t: 'waiting', viewers: live.viewers.size });
});
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
tell({ t: 'ready', port: server.port, path });
