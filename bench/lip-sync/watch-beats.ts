import type {} from '../glass-to-glass/room-page.ts';
import type { Page } from '@playwright/test';

/** A place in a picture, in parts of it. */
interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

declare global {
  /** Adds to a list when a sound began, in ms of the page's clock. */
  var hearBeeps: (sound: MediaStreamTrack, beepsMs: number[], ended: AbortSignal) => Promise<void>;
  /** Adds to a list when a place of a picture became white. */
  var seeFlashes: (
    picture: MediaStreamTrack,
    place: () => Place | undefined,
    flashesMs: number[],
    ended: AbortSignal,
  ) => Promise<void>;
}

export interface Beaten {
  flashesMs: number[];
  beepsMs: number[];
}

/** Runs in a page before anything else: gives it `hearBeeps`. */
export function provideHearBeeps(): void {
  const threshold = 0.05;
  const quietMs = 300;
  // Each piece of sound comes when it is taken to be played; what begins within it is heard so much later.
  globalThis.hearBeeps = async (sound, beepsMs, ended) => {
    const reader = new MediaStreamTrackProcessor({ track: sound }).readable.getReader();
    ended.addEventListener('abort', () => void reader.cancel());
    let lastLoudMs = performance.now();
    for (;;) {
      const { value: piece, done } = (await reader.read()) as ReadableStreamReadResult<AudioData>;
      if (done) return;
      const nowMs = performance.now();
      const samples = new Float32Array(piece.numberOfFrames);
      piece.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      const first = samples.findIndex((sample) => Math.abs(sample) > threshold);
      const msEach = 1000 / piece.sampleRate;
      piece.close();
      if (first < 0) continue;
      const beganMs = nowMs + first * msEach;
      if (beganMs - lastLoudMs > quietMs) beepsMs.push(beganMs);
      lastLoudMs = nowMs + samples.length * msEach;
    }
  };
}

/** Runs in a page before anything else: gives it `seeFlashes`. */
export function provideSeeFlashes(): void {
  const even = (value: number) => Math.floor(value / 2) * 2;
  const isWhite = async (video: HTMLVideoElement, { x, y, width, height }: Place) => {
    const frame = new VideoFrame(video);
    const middle = {
      x: even((x + width / 2) * frame.codedWidth),
      y: even((y + height / 2) * frame.codedHeight),
    };
    const rect = { ...middle, width: 2, height: 2 };
    const bytes = new Uint8Array(frame.allocationSize({ rect }));
    await frame.copyTo(bytes, { rect });
    frame.close();
    return (bytes[0] ?? 0) > 125;
  };
  globalThis.seeFlashes = async (picture, place, flashesMs, ended) => {
    const video = document.createElement('video');
    Object.assign(video, { muted: true, srcObject: new MediaStream([picture]) });
    await video.play();
    let wasWhite = true;
    const atEach: VideoFrameRequestCallback = (_now, { expectedDisplayTime }) => {
      if (ended.aborted) return void (video.srcObject = null);
      video.requestVideoFrameCallback(atEach);
      const at = place();
      if (!at) return;
      void isWhite(video, at).then((white) => {
        if (white && !wasWhite) flashesMs.push(expectedDisplayTime);
        wasWhite = white;
      });
    };
    video.requestVideoFrameCallback(atEach);
  };
}

/** Runs in a page that has both. */
async function watchBeats(kind: 'mix' | 'own', seconds: number): Promise<Beaten> {
  const own = kind === 'own' ? await navigator.mediaDevices.getUserMedia({ audio: true, video: true }) : null;
  const picture = own ? own.getVideoTracks()[0] : room.tracks.get(engine.mixTracks, 'video');
  const sound = own ? own.getAudioTracks()[0] : room.tracks.get(engine.mixTracks, 'audio');
  if (!picture || !sound) throw new Error('There is nothing to be seen or heard.');
  const place = () => {
    if (own) return { x: 0, y: 0, width: 1, height: 1 };
    const tile = room.store.getState().mix.map?.tiles.find(({ hasVideo }) => hasVideo);
    return tile && { x: tile.x / 1280, y: tile.y / 720, width: tile.width / 1280, height: tile.height / 720 };
  };
  const beaten: Beaten = { flashesMs: [], beepsMs: [] };
  const end = new AbortController();
  void seeFlashes(picture, place, beaten.flashesMs, end.signal);
  void hearBeeps(sound, beaten.beepsMs, end.signal);
  await new Promise((done) => setTimeout(done, seconds * 1000));
  end.abort();
  return beaten;
}

/** Gives a page what it needs to watch. */
export async function prepareToWatch(page: Page): Promise<void> {
  await page.addInitScript(provideHearBeeps);
  await page.addInitScript(provideSeeFlashes);
  await page.addInitScript(`globalThis.watchBeats = ${watchBeats.toString()};`);
}

/** Watches the mix, or camera and microphone of the page itself: what the instrument alone makes of it. */
export const watch = (page: Page, kind: 'mix' | 'own', seconds: number): Promise<Beaten> =>
  page.evaluate(`watchBeats('${kind}', ${String(seconds)})`);

/** Of each beat, by how much its sound came sooner than its picture, in ms; negative: later. */
export function soundLeadsMs({ flashesMs, beepsMs }: Beaten, nearMs = 400): number[] {
  return flashesMs.flatMap((flash) => {
    const leads = beepsMs.map((beep) => flash - beep).filter((lead) => Math.abs(lead) < nearMs);
    return leads.length === 0 ? [] : [leads.reduce((a, b) => (Math.abs(a) < Math.abs(b) ? a : b))];
  });
}
