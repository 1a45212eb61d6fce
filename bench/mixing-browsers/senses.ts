import type { Page } from '@playwright/test';
import type { LayoutMap } from '@cloudmeet/contracts';
import { soundsHz } from './people.ts';
import { clockCode, clockPlace } from './person-camera.ts';

export interface SeenTile {
  /** Of the part of the tile below its clock. */
  colour: [red: number, green: number, blue: number];
  /** How old the clock is that it shows, in ms; null where it cannot be read. */
  ageMs: number | null;
}

/** A picture in a row of which one cell came out wrong is no reason to call a clock unreadable. */
const looks = 5;

/** What a page sees in a tile of the picture. */
export function seeTile(page: Page, tile: LayoutMap['tiles'][number]): Promise<SeenTile> {
  const clock = {
    ...tile,
    y: tile.y + tile.height * clockPlace.top,
    height: tile.height * clockPlace.height,
  };
  return page.evaluate(
    async ([{ x, y, width, height }, place, wrapMs, tries]) => {
      const video = document.querySelector('video');
      if (!video) throw new Error('The page has no picture.');
      const context = new OffscreenCanvas(1280, 720).getContext('2d');
      let ageMs: number | null = null;
      for (let look = 0; look < tries && ageMs === null; look += 1) {
        await new Promise((shown) => video.requestVideoFrameCallback(shown));
        const nowMs = Date.now();
        const frame = new VideoFrame(video);
        const time = await readClock(frame, place);
        context?.drawImage(frame, 0, 0, 1280, 720);
        frame.close();
        if (time !== undefined) ageMs = (nowMs - time + wrapMs) % wrapMs;
      }
      const [red = 0, green = 0, blue = 0] =
        context?.getImageData(x + width / 2, y + height * 0.85, 1, 1).data ?? [];
      return { colour: [red, green, blue], ageMs };
    },
    [tile, clock, 2 ** clockCode.timeBits, looks] as const,
  );
}

/** How high the picture is that a page shows now: says which layer it gets. */
export function pictureHeight(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('video')?.videoHeight ?? 0);
}

/** How loud tones are in what a page hears, in dB of full scale: the median of two seconds. */
export function hearTones(page: Page, tonesHz: readonly number[]): Promise<number[]> {
  return page.evaluate(
    async (tones) => {
      const track = peer.getReceivers().find(({ track: one }) => one.kind === 'audio')?.track;
      if (!track) throw new Error('The page hears nothing.');
      const audio = new AudioContext();
      const analyser = new AnalyserNode(audio, {
        fftSize: 8192,
        smoothingTimeConstant: 0,
        minDecibels: -140,
      });
      audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      const bins = new Float32Array(analyser.frequencyBinCount);
      const heard = tones.map((): number[] => []);
      for (let look = 0; look < 25; look += 1) {
        await new Promise((next) => setTimeout(next, 100));
        analyser.getFloatFrequencyData(bins);
        tones.forEach((tone, index) => {
          const bin = Math.round((tone * analyser.fftSize) / audio.sampleRate);
          heard[index]?.push(Math.max(...bins.slice(bin - 1, bin + 2)));
        });
      }
      await audio.close();
      return heard.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? -Infinity);
    },
    [...tonesHz],
  );
}

/** The sounds that a page hears meanwhile, each once however long it was heard. */
export async function hearSounds(page: Page, meanwhile: () => Promise<void>): Promise<number[]> {
  const hearing = page.evaluateHandle((soundsAtHz) => {
    const track = peer.getReceivers().find(({ track: one }) => one.kind === 'audio')?.track;
    if (!track) throw new Error('The page hears nothing.');
    const audio = new AudioContext();
    const analyser = new AnalyserNode(audio, { fftSize: 2048, smoothingTimeConstant: 0, minDecibels: -140 });
    audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const bins = new Float32Array(analyser.frequencyBinCount);
    const heard: number[] = [];
    const audible = -45;
    const timer = setInterval(() => {
      analyser.getFloatFrequencyData(bins);
      const loudness = soundsAtHz.map((frequency) => {
        const bin = Math.round((frequency * analyser.fftSize) / audio.sampleRate);
        return Math.max(...bins.slice(bin - 1, bin + 2));
      });
      const loudest = loudness.indexOf(Math.max(...loudness));
      if ((loudness[loudest] ?? -Infinity) > audible && heard.at(-1) !== loudest) heard.push(loudest);
    }, 15);
    return {
      end: async () => {
        clearInterval(timer);
        await audio.close();
        return heard;
      },
    };
  }, soundsHz);
  const handle = await hearing;
  await meanwhile();
  return handle.evaluate(({ end }) => end());
}

/** What the browser has counted so far for what comes down, by kind of line and figure (`webrtc-stats`). */
export function readFigures(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const figures: Record<string, number> = { atMs: performance.now() };
    (await peer.getStats()).forEach((entry: Record<string, unknown>) => {
      if (entry.type !== 'inbound-rtp') return;
      for (const [name, value] of Object.entries(entry))
        if (typeof value === 'number') figures[`${String(entry.kind)} ${name}`] = value;
    });
    return figures;
  });
}

/** What the browser says of picture and sound that came down while something went on. */
export async function experienceOf(page: Page, meanwhile: () => Promise<unknown>) {
  const before = await readFigures(page);
  await meanwhile();
  const after = await readFigures(page);
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  return {
    height: await pictureHeight(page),
    framesPerSecond: (1000 * grown('video framesDecoded')) / grown('atMs'),
    freezes: grown('video freezeCount'),
    /** Pictures that came and were not shown in time. */
    dropped: grown('video framesDropped'),
    /** Share of the sound that was made up for lost packets. */
    concealed:
      (grown('audio concealedSamples') - grown('audio silentConcealedSamples')) /
      grown('audio totalSamplesReceived'),
  };
}
