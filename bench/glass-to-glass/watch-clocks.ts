import type { Page } from '@playwright/test';
import type { ClockCode } from './clock-camera.ts';

declare global {
  /** The time that cells in a place of the picture show, in pixels of 1280×720; undefined where it cannot be read. */
  var readClock: (
    frame: VideoFrame,
    place: { x: number; y: number; width: number; height: number },
  ) => Promise<number | undefined>;
}

export interface Seen {
  /** Of each picture of somebody else's clock, when it was first shown: how old it was, in ms. */
  agesMs: number[];
  /** Tiles whose stripes could not be read. */
  unread: number;
  /** Pictures shown. */
  pictures: number;
}

/** Runs in the page before anything else: reads a clock out of a place of a decoded picture. */
export function provideReadClock({ rows, timeBits, checkBits, checkFactor }: ClockCode): void {
  const inRow = (timeBits + checkBits) / rows;
  globalThis.readClock = async (frame, place) => {
    const scale = frame.codedWidth / 1280;
    const even = (value: number) => Math.floor((value * scale) / 2) * 2;
    const [x, width] = [even(place.x), even(place.width)];
    let value = 0;
    for (let row = 0; row < rows; row += 1) {
      // Two lines of brightness through the middle of a row, read without converting the picture.
      const y = even(place.y + ((row + 0.5) * place.height) / rows);
      const rect = { x, y, width, height: 2 };
      const line = new Uint8Array(frame.allocationSize({ rect }));
      await frame.copyTo(line, { rect });
      for (let cell = 0; cell < inRow; cell += 1)
        value = value * 2 + ((line[Math.round(((cell + 0.5) * width) / inRow)] ?? 0) > 125 ? 1 : 0);
    }
    const time = Math.floor(value / 2 ** checkBits);
    return Math.imul(time, checkFactor) >>> (32 - checkBits) === value % 2 ** checkBits ? time : undefined;
  };
}

/** Watches the mixed picture of a page for a while. */
export function watchClocks(page: Page, { timeBits }: ClockCode, seconds: number): Promise<Seen> {
  return page.evaluate(
    async ([wrapMs, forSeconds]) => {
      const track = room.tracks.get(engine.mixTracks, 'video');
      if (!track) throw new Error('There is no picture.');
      const video = document.createElement('video');
      Object.assign(video, { muted: true, srcObject: new MediaStream([track]) });
      await video.play();
      const seen: Seen = { agesMs: [], unread: 0, pictures: 0 };
      const last = new Map<string, number>();
      const own = room.store.getState().local.participantId;
      const look = async (nowMs: number) => {
        seen.pictures += 1;
        const frame = new VideoFrame(video);
        for (const tile of room.store.getState().mix.map?.tiles ?? []) {
          if (tile.participantId === own || !tile.hasVideo) continue;
          const time = await readClock(frame, tile);
          if (time === undefined) seen.unread += 1;
          else if (last.get(tile.participantId) !== time) {
            last.set(tile.participantId, time);
            seen.agesMs.push((nowMs - time + wrapMs) % wrapMs);
          }
        }
        frame.close();
      };
      const endMs = performance.now() + forSeconds * 1000;
      const lookAtEach = () => {
        void look(Date.now());
        if (performance.now() < endMs) video.requestVideoFrameCallback(lookAtEach);
      };
      video.requestVideoFrameCallback(lookAtEach);
      await new Promise((done) => setTimeout(done, forSeconds * 1000));
      video.srcObject = null;
      return seen;
    },
    [2 ** timeBits, seconds] as const,
  );
}

/** What the browser has counted for its lines so far (`webrtc-stats`), by kind of line and figure. */
function totalsOf(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const totals: Record<string, number> = {};
    for (const peer of peers)
      (await peer.getStats()).forEach((entry: Record<string, unknown>) => {
        const line = `${String(entry.type)} ${String(entry.kind)}`;
        for (const [name, value] of Object.entries(entry))
          if (typeof value === 'number') totals[`${line} ${name}`] = (totals[`${line} ${name}`] ?? 0) + value;
      });
    return totals;
  });
}

/** Where the time goes, in ms for each picture or packet while `meanwhile` runs. */
export async function delaysOf(page: Page, meanwhile: () => Promise<unknown>) {
  const before = await totalsOf(page);
  await meanwhile();
  const after = await totalsOf(page);
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  const each = (line: string, total: string, count: string) =>
    (1000 * grown(`${line} ${total}`)) / grown(`${line} ${count}`);
  const [down, up] = ['inbound-rtp video', 'outbound-rtp video'];
  return {
    encodeMs: each(up, 'totalEncodeTime', 'framesEncoded'),
    sendDelayMs: each(up, 'totalPacketSendDelay', 'packetsSent'),
    jitterBufferMs: each(down, 'jitterBufferDelay', 'jitterBufferEmittedCount'),
    /** The browser keeps picture and sound together, so a picture is never sooner than this. */
    soundJitterBufferMs: each('inbound-rtp audio', 'jitterBufferDelay', 'jitterBufferEmittedCount'),
    decodeMs: each(down, 'totalDecodeTime', 'framesDecoded'),
  };
}
